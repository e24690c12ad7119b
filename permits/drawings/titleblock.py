"""The frame and the title block of a sheet, with a place kept for the marks of the administration."""

from __future__ import annotations

from permits.drawings.building import Building
from permits.drawings.canvas import RED, Canvas, Pen
from permits.papers.words import Both, day

MARGIN = 10
WIDTH = 180
ROWS = 12


def frame(canvas: Canvas) -> None:
    """The border of the sheet."""
    canvas.rect((MARGIN, MARGIN), canvas.width - 2 * MARGIN, canvas.height - 2 * MARGIN, Pen.CUT)


def title_block(canvas: Canvas, building: Building, title: Both, scale: str, sheet: str) -> None:
    """Project, sheet, scale, date and revision in the lower right corner."""
    x, y = canvas.width - MARGIN - WIDTH, canvas.height - MARGIN - 9 * ROWS
    canvas.rect((x, y), WIDTH, 9 * ROWS, Pen.CUT, "#fff")
    _banner(canvas, x, y)
    canvas.text((x + 4, y + 20), building.project.fr + " – " + building.title, 4.6, "start")
    canvas.arabic((x + WIDTH - 46, y + 29), building.project.ar, 5.5, 88)
    canvas.line((x, y + 3 * ROWS), (x + WIDTH, y + 3 * ROWS), Pen.OUTLINE)
    canvas.text((x + 4, y + 45), title.fr, 6, "start")
    canvas.arabic((x + WIDTH - 46, y + 55), title.ar, 6.5, 88)
    rows = (
        ("Référence foncière", building.land, "Planche", sheet),
        ("Échelle", scale, "Indice", building.revision),
        ("Date", day(building.dated, "fr"), "Format", f"{canvas.width:.0f} × {canvas.height:.0f} mm"),
        ("Concepteur", "L’architecte du projet", "Maître d’ouvrage", "Le propriétaire"),
    )
    for index, row in enumerate(rows):
        _row(canvas, x, y + (5 + index) * ROWS, row)


def _banner(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect((x, y), WIDTH, ROWS, None, "#fbe9e7")
    canvas.text((x + 4, y + 8), "DÉMONSTRATION – sans valeur", 4.6, "start", colour=RED)
    canvas.arabic((x + WIDTH - 40, y + 8), "عرض تجريبي", 5.5, 76)


def _row(canvas: Canvas, x: float, y: float, cells: tuple[str, str, str, str]) -> None:
    canvas.line((x, y), (x + WIDTH, y))
    canvas.line((x + WIDTH * 0.58, y), (x + WIDTH * 0.58, y + ROWS))
    for at, label, value in ((x + 4, *cells[:2]), (x + WIDTH * 0.58 + 3, *cells[2:])):
        canvas.text((at, y + 4.2), label, 3, "start", colour="#666")
        canvas.text((at, y + 9.6), value, 4, "start")


def reserved(canvas: Canvas) -> None:
    """The box kept empty above the title block for the mentions of the administration."""
    x, y = canvas.width - MARGIN - WIDTH, canvas.height - MARGIN - 9 * ROWS - 75
    canvas.rect((x, y), WIDTH, 75, Pen.OUTLINE)
    canvas.text((x + 4, y + 6), "Cadre réservé à l’administration", 3.4, "start", colour="#666")
    canvas.arabic((x + WIDTH - 40, y + 6), "خانة خاصة بالإدارة", 4, 76)
