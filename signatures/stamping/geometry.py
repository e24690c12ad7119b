"""Where the mark goes on a sheet: upright in the upper right corner as the sheet is shown.

Title blocks stand at the lower right by custom (ISO 7200), so the upper corner is the freer one.
"""

from __future__ import annotations

from signatures.stamping.sheets import Sheet

MARGIN = 12.0  # points
# The mark grows a little with the sheet, and never takes more than this part of a small one.
GROWTH, LEAST, MOST = 8.0, 0.85, 1.6
WIDEST, HIGHEST = 0.45, 0.3

Matrix = tuple[float, float, float, float, float, float]


def matrix_for(sheet: Sheet, width: float, height: float) -> Matrix:
    """The matrix that draws a mark of this size (points) on the sheet, in its user space."""
    left, bottom, right, top = sheet.visible
    turned = sheet.rotation in (90, 270)
    shown_width = (top - bottom if turned else right - left) * sheet.unit
    shown_height = (right - left if turned else top - bottom) * sheet.unit
    scale = min(
        max(LEAST, min(MOST, shown_width / (width * GROWTH))),
        WIDEST * shown_width / width,
        HIGHEST * shown_height / height,
    )
    margin = min(MARGIN, 0.02 * shown_width, 0.02 * shown_height)
    # Lower left corner of the mark on the sheet as shown, then everything in units of user space.
    x = (shown_width - margin - scale * width) / sheet.unit
    y = (shown_height - margin - scale * height) / sheet.unit
    return _turn(sheet, x, y, scale / sheet.unit)


def _turn(sheet: Sheet, x: float, y: float, scale: float) -> Matrix:
    left, bottom, right, top = sheet.visible
    if sheet.rotation == 90:
        return (0, scale, -scale, 0, right - y, bottom + x)
    if sheet.rotation == 180:
        return (-scale, 0, 0, -scale, right - x, top - y)
    if sheet.rotation == 270:
        return (0, -scale, scale, 0, left + y, top - x)
    return (scale, 0, 0, scale, left + x, bottom + y)
