"""The situation plan: the plot in its quarter."""

from __future__ import annotations

from permits.drawings.building import Building
from permits.drawings.canvas import RED, Canvas, Pen, View
from permits.drawings.marks import legend, north, scale_bar
from permits.drawings.sheets import Sheet
from permits.papers.words import Both

SCALE = 1000
BLOCK_M = (96.0, 64.0)
STREET_M = 14.0
PLOT_M = 16.0
STREETS = (
    Both("Rue des Orangers", "زنقة البرتقال"),
    Both("Rue des Oliviers", "زنقة الزيتون"),
    Both("Rue du Marché", "زنقة السوق"),
    Both("Rue de l’École", "زنقة المدرسة"),
    Both("Rue du Stade", "زنقة الملعب"),
)
PLACES = {
    (0, 0): Both("École", "مدرسة"),
    (2, 1): Both("Mosquée", "مسجد"),
    (3, 4): Both("Jardin public", "حديقة عمومية"),
}
LEGEND = [
    ('<path d="M0 0H12V4H0z" fill="#b3261e"/>', Both("Terrain du projet", "أرض المشروع")),
    ('<path d="M0 0H12V4H0z" fill="#f3efe7" stroke="#777" stroke-width=".2"/>', Both("Parcelles", "البقع")),
    (
        '<path d="M0 0H12V4H0z" fill="#dcebdf" stroke="#777" stroke-width=".2"/>',
        Both("Équipement", "مرفق عمومي"),
    ),
]


def draw_situation(canvas: Canvas, building: Building) -> str:
    """Five by six blocks of plots, streets with their names, the plot in red."""
    view = View(canvas, (25.0, canvas.height - 30), SCALE)
    for column in range(5):
        for row in range(7):
            _block(view, column, row)
    _streets(view)
    _target(view, building)
    north(canvas, (canvas.width - 100, 70), 20)
    scale_bar(canvas, (canvas.width - 190, 140), SCALE)
    legend(canvas, (canvas.width - 190, 180), LEGEND)
    return f"1/{SCALE}"


def _corner(column: int, row: int) -> tuple[float, float]:
    return column * (BLOCK_M[0] + STREET_M), row * (BLOCK_M[1] + STREET_M)


def _block(view: View, column: int, row: int) -> None:
    x, y = _corner(column, row)
    place = PLACES.get((column, row))
    view.canvas.polygon(view.box(x, y, *BLOCK_M), Pen.OUTLINE, "#dcebdf" if place else "#f3efe7")
    if place:
        view.canvas.both(view.at(x + BLOCK_M[0] / 2, y + BLOCK_M[1] / 2), place, 6)
        return
    middle = y + BLOCK_M[1] / 2
    view.canvas.line(view.at(x, middle), view.at(x + BLOCK_M[0], middle), colour="#777")
    for index in range(1, int(BLOCK_M[0] / PLOT_M)):
        at = x + index * PLOT_M
        view.canvas.line(view.at(at, y), view.at(at, y + BLOCK_M[1]), colour="#777")
    for index in range(int(BLOCK_M[0] / PLOT_M)):
        number = 1 + index + 12 * (column + 5 * row)
        view.canvas.text(view.at(x + (index + 0.5) * PLOT_M, y + 4), str(number), 3, colour="#777")


def _streets(view: View) -> None:
    for index, name in enumerate(STREETS):
        _x, y = _corner(0, index + 1)
        at = view.at(150 + 40 * (index % 2), y - STREET_M / 2 - 1.5)
        view.canvas.text(at, name.fr, 5)
        view.canvas.arabic((at[0] + 90, at[1]), name.ar, 6)


def _target(view: View, building: Building) -> None:
    x, y = _corner(2, 3)
    view.canvas.polygon(view.box(x + 2 * PLOT_M, y, PLOT_M, BLOCK_M[1] / 2), Pen.CUT, RED)
    at = view.at(x + 2.5 * PLOT_M, y + BLOCK_M[1] / 4)
    view.canvas.circle(at, 42, Pen.CUT, colour=RED)
    view.canvas.text((at[0] + 48, at[1] + 3), building.land, 8, "start", colour=RED)


SITUATION = Sheet(Both("Plan de situation", "تصميم الموقع"), draw_situation)
