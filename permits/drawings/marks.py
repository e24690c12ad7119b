"""What every plan carries: north, scale bar, legend, revision cloud."""

from __future__ import annotations

from permits.drawings.canvas import RED, Canvas, Pen, Point, n
from permits.papers.words import Both

SCALE_BAR = {50: 5, 100: 10, 200: 20, 500: 50, 1000: 100, 2000: 200}


def north(canvas: Canvas, at: Point, size: float = 16) -> None:
    """A north arrow: up the sheet."""
    x, y = at
    canvas.circle(at, size, Pen.OUTLINE)
    canvas.polygon(((x, y - size), (x - size * 0.35, y + size * 0.6), (x, y + size * 0.25)), Pen.THIN, "#111")
    canvas.polygon(((x, y - size), (x + size * 0.35, y + size * 0.6), (x, y + size * 0.25)), Pen.THIN, "#fff")
    canvas.text((x, y - size - 3), "N", 8)


def scale_bar(canvas: Canvas, at: Point, scale: int) -> None:
    """A graphic scale in five parts: it stays true when the sheet is reduced."""
    length = SCALE_BAR[scale]
    part = length * 1000 / scale / 5
    for index in range(5):
        canvas.rect((at[0] + index * part, at[1]), part, 2.5, Pen.THIN, "#111" if index % 2 == 0 else "#fff")
        canvas.text((at[0] + index * part, at[1] - 1.5), str(length * index // 5), 3)
    canvas.text((at[0] + 5 * part, at[1] - 1.5), f"{length} m", 3)
    canvas.text((at[0], at[1] + 8), f"Échelle 1/{scale}", 4, "start")


def legend(canvas: Canvas, at: Point, lines: list[tuple[str, Both]]) -> None:
    """A legend: a sample of each mark (an SVG path from 0,0 to 12,4) with its meaning."""
    x, y = at
    canvas.text((x, y), "Légende", 4.5, "start")
    canvas.arabic((x + 55, y), "المفتاح", 5, 40)
    for index, (sample, meaning) in enumerate(lines):
        row = y + 9 + index * 9
        canvas.shapes.append(f'<g transform="translate({n(x)} {n(row - 4)})">{sample}</g>')
        canvas.text((x + 16, row - 0.5), meaning.fr, 4, "start")
        canvas.arabic((x + 120, row - 0.5), meaning.ar, 4.6, 60)


PLAN_LEGEND = [
    ('<path d="M0 2H12" stroke="#111" stroke-width="3"/>', Both("Mur porteur, 25 cm", "جدار حامل، 25 سم")),
    ('<path d="M0 2H12" stroke="#111" stroke-width="1.4"/>', Both("Cloison, 12 cm", "جدار فاصل، 12 سم")),
    (
        '<path d="M0 0H12M0 2H12M0 4H12" stroke="#111" stroke-width=".18"/>',
        Both("Fenêtre", "نافذة"),
    ),
    (
        '<path d="M0 4V0A8 8 0 0 1 8 4" fill="none" stroke="#111" stroke-width=".3"/>',
        Both("Porte, 90 cm", "باب، 90 سم"),
    ),
    (
        '<path d="M0 2H12" stroke="#b3261e" stroke-width=".2" stroke-dasharray="4 1 .5 1"/>',
        Both("Axe de structure", "محور الهيكل"),
    ),
]


def cloud(canvas: Canvas, corner: Point, width: float, height: float, name: str) -> None:
    """A revision cloud round what has changed, with the letter of the revision in a triangle."""
    x, y = corner
    right, down = max(3, round(width / 9)), max(3, round(height / 9))
    arcs = [f"M{n(x)} {n(y)}"]
    for count, dx, dy in (
        (right, width / right, 0),
        (down, 0, height / down),
        (right, -width / right, 0),
        (down, 0, -height / down),
    ):
        radius = (abs(dx) + abs(dy)) * 0.58
        arcs += [f"a{n(radius)} {n(radius)} 0 0 1 {n(dx)} {n(dy)}"] * count
    canvas.path("".join(arcs), Pen.CUT, colour=RED)
    tip = (x + width + 10, y - 4)
    canvas.polygon((tip, (tip[0] - 7, tip[1] + 12), (tip[0] + 7, tip[1] + 12)), Pen.OUTLINE, "#fff", RED)
    canvas.text((tip[0], tip[1] + 10), name, 6, colour=RED)
