"""The site plan: plot, boundary points, footprint, setbacks, street, neighbours, networks."""

from __future__ import annotations

from permits.drawings.building import Building
from permits.drawings.canvas import BLUE, GREEN, RED, Canvas, Pen, Point, View, fitting_scale
from permits.drawings.dimensions import across, along, metres
from permits.drawings.marks import cloud, legend, north, scale_bar
from permits.drawings.sheets import A0, Sheet
from permits.papers.words import Both

SIDE_M = 20.0  # of the plots next door
BEHIND_M = 8.0
OPPOSITE_M = 8.0

LEGEND = [
    (
        '<path d="M0 2H12" stroke="#111" stroke-width=".6" stroke-dasharray="4 1 1 1"/>',
        Both("Limite de propriété", "حد الملكية"),
    ),
    (
        '<path d="M0 0H12V4H0z" fill="#e4e0d8" stroke="#111" stroke-width=".4"/>',
        Both("Emprise bâtie", "المساحة المبنية"),
    ),
    ('<path d="M0 2H12" stroke="#1d5fa8" stroke-width=".5"/>', Both("Eau potable", "الماء الصالح للشرب")),
    ('<path d="M0 2H12" stroke="#b3261e" stroke-width=".5"/>', Both("Électricité", "الكهرباء")),
    (
        '<path d="M0 2H12" stroke="#7a5c1e" stroke-width=".5" stroke-dasharray="2 1"/>',
        Both("Assainissement", "التطهير السائل"),
    ),
    (
        '<path d="M6 0a2 2 0 1 0 .01 0" fill="none" stroke="#3f7d4e" stroke-width=".3"/>',
        Both("Plantation", "غرس"),
    ),
]


def draw_site(canvas: Canvas, building: Building) -> str:
    """The site plan. (0, 0) is the front left corner of the plot."""
    view = _view(canvas, building)
    _neighbours(view, building)
    _street(view, building)
    _plot(view, building)
    _footprint(view, building)
    _trees(view, building)
    _networks(view, building)
    _setbacks(view, building)
    _tables(canvas, building)
    north(canvas, (canvas.width - 250, 60), 20)
    scale_bar(canvas, (canvas.width - 340, canvas.height - 30), view.scale)
    legend(canvas, (canvas.width - 190, canvas.height - 290), LEGEND)
    return f"1/{view.scale}"


def _view(canvas: Canvas, building: Building) -> View:
    """The plot and its surroundings in the middle of the free part of the sheet."""
    wide = building.plot_width_m + 2 * SIDE_M
    before = building.street_m + OPPOSITE_M
    deep = building.plot_depth_m + BEHIND_M + before
    scale = fitting_scale(wide, deep, canvas.width - 320, canvas.height - 100)
    left = 25 + (canvas.width - 260 - wide * 1000 / scale) / 2
    low = 25 + (canvas.height - 50 - deep * 1000 / scale) / 2
    return View(canvas, (left + SIDE_M * 1000 / scale, canvas.height - low - before * 1000 / scale), scale)


def _neighbours(view: View, building: Building) -> None:
    """The plots around, and the houses on them."""
    width, depth = building.plot_width_m, building.plot_depth_m
    for x, title in ((-SIDE_M, "TF 45677/C"), (width, "TF 45679/C")):
        view.canvas.polygon(view.box(x, 0, SIDE_M, depth), Pen.THIN, "#fafafa")
        view.canvas.polygon(view.box(x + 3, 4, SIDE_M - 6, depth * 0.55), Pen.THIN, "#eee")
        view.canvas.text(view.at(x + SIDE_M / 2, depth * 0.85), title, 5)
    _row(view, building, depth, BEHIND_M, 45690)
    _row(view, building, -building.street_m - OPPOSITE_M, OPPOSITE_M, 45610)


def _row(view: View, building: Building, y: float, deep: float, first: int) -> None:
    """A row of plots behind, or across the street."""
    total = building.plot_width_m + 2 * SIDE_M
    for index in range(4):
        x = -SIDE_M + total * index / 4
        view.canvas.polygon(view.box(x, y, total / 4, deep), Pen.THIN, "#fafafa")
        view.canvas.text(view.at(x + total / 8, y + deep / 2), f"TF {first + index}/C", 5)


def _street(view: View, building: Building) -> None:
    left, right = -SIDE_M, building.plot_width_m + SIDE_M
    pavement = 2.0
    for y in (0.0, -pavement, -building.street_m + pavement, -building.street_m):
        view.canvas.line(view.at(left, y), view.at(right, y), Pen.OUTLINE)
    middle = -building.street_m / 2
    view.canvas.line(view.at(left, middle), view.at(right, middle), Pen.AXIS)
    at = view.at(building.plot_width_m * 0.3, middle + 0.8)
    view.canvas.text(at, f"Rue – emprise {metres(building.street_m)} m", 7)
    view.canvas.arabic((at[0] + 150, at[1]), "زنقة", 9)
    along(view, [-building.street_m, 0], left, 8)


def boundary(building: Building) -> tuple[Point, Point, Point, Point]:
    """The four boundary points B1 to B4."""
    width, depth = building.plot_width_m, building.plot_depth_m
    return (0.0, 0.0), (width, 0.0), (width, depth), (0.0, depth)


def _plot(view: View, building: Building) -> None:
    points = boundary(building)
    view.canvas.polygon([view.at(*point) for point in points], Pen.BOUNDARY)
    for index, point in enumerate(points):
        at = view.at(*point)
        view.canvas.circle(at, 1.6, Pen.OUTLINE, "#fff")
        view.canvas.text((at[0] + 5, at[1] - 3), f"B{index + 1}", 5, colour=RED)
    across(view, [0, building.plot_width_m], building.plot_depth_m, -12)
    along(view, [0, building.plot_depth_m], 0, 12)


def _footprint(view: View, building: Building) -> None:
    x, y = building.margin_m, building.setback_m
    view.canvas.polygon(view.box(x, y, building.width_m, building.depth_m), Pen.CUT, "#e4e0d8")
    _hatch(view, building)
    at = view.at(x + building.width_m / 2, y + building.depth_m / 2)
    view.canvas.rect((at[0] - 48, at[1] - 14), 96, 34, None, "#fff")
    view.canvas.both(at, building.project, 5)
    view.canvas.text((at[0], at[1] + 14), f"{building.title} – h = {metres(building.height_m)} m", 5)
    if building.amended:
        corner = view.at(x + (building.width_m - building.core_m) / 2 - 0.5, y + building.depth_m + 0.8)
        cloud(view.canvas, corner, view.mm(building.core_m + 1), view.mm(3), building.revision)


def _hatch(view: View, building: Building) -> None:
    """Lines at 45° over the footprint, one per metre."""
    x, y, width, depth = building.margin_m, building.setback_m, building.width_m, building.depth_m
    for step in range(1, int(width + depth)):
        low, high = max(0.0, step - depth), min(width, float(step))
        view.canvas.line(
            view.at(x + low, y + step - low), view.at(x + high, y + step - high), Pen.THIN, "#b5ada0"
        )


def _trees(view: View, building: Building) -> None:
    y = building.setback_m + building.depth_m + building.yard_m * 0.6
    for index in range(int(building.plot_width_m / 4)):
        centre = view.at(2 + index * 4, y)
        view.canvas.circle(centre, view.mm(1.0), Pen.THIN, "#edf5ee", GREEN)
        view.canvas.circle(centre, view.mm(0.12), Pen.THIN, GREEN, GREEN)


def _networks(view: View, building: Building) -> None:
    """Mains under the street and the connections of the building."""
    left, right = -SIDE_M, building.plot_width_m + SIDE_M
    entry = building.margin_m + building.width_m / 2
    for offset, colour, name, at in (
        (3.0, BLUE, "AEP Ø 110", entry - 2),
        (4.2, RED, "BT", entry),
        (7.6, "#7a5c1e", "EU Ø 300", entry + 2),
    ):
        pen = Pen.HIDDEN if name.startswith("EU") else Pen.OUTLINE
        view.canvas.line(view.at(left, -offset), view.at(right, -offset), pen, colour)
        view.canvas.line(view.at(at, -offset), view.at(at, building.setback_m), pen, colour)
        view.canvas.text(view.at(right - 3, -offset + 0.2), name, 4, colour=colour)


def _setbacks(view: View, building: Building) -> None:
    x, y = building.margin_m, building.setback_m
    across(view, [0, x, x + building.width_m, building.plot_width_m], y + building.depth_m * 0.12, 0)
    along(view, [0, y, y + building.depth_m, building.plot_depth_m], x + building.width_m * 0.1, 0)


def _tables(canvas: Canvas, building: Building) -> None:
    """Coordinates of the boundary points, and areas."""
    x, y = canvas.width - 190, 72.0
    canvas.text((x, y), "Coordonnées des bornes (système local de démonstration)", 4.8, "start")
    for index, (east, north_m) in enumerate(boundary(building)):
        values = f"B{index + 1}     X = {metres(1000 + east)}     Y = {metres(2000 + north_m)}"
        canvas.text((x, y + 9 + index * 8), values, 5, "start")
    plot = building.plot_width_m * building.plot_depth_m
    ground = building.width_m * building.depth_m
    rows = (
        f"Superficie du terrain : {metres(plot)} m²",
        f"Emprise au sol : {metres(ground)} m² ({ground / plot:.0%})".replace("%", " %"),
        f"Surface de plancher : {metres(ground * building.levels)} m²",
        f"Niveaux : {building.title}      Logements : {building.dwellings}",
    )
    for index, row in enumerate(rows):
        canvas.text((x, y + 52 + index * 8), row, 5, "start")


SITE = Sheet(Both("Plan de masse", "تصميم الكتلة"), draw_site, A0)
