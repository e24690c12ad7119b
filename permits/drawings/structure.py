"""Structure: foundations, columns and beams on the grid."""

from __future__ import annotations

import itertools

from permits.drawings.building import Building
from permits.drawings.canvas import Canvas, Pen, View
from permits.drawings.dimensions import axes, grid_stations, plan_dimensions
from permits.drawings.floors import view_of
from permits.drawings.marks import north, scale_bar
from permits.drawings.sheets import Sheet
from permits.papers.words import Both

FOOTING_M = 1.6
COLUMN_M = 0.35


def _nodes(building: Building) -> list[tuple[int, float, float]]:
    stations = [(x, y) for y in grid_stations(building.depth_m) for x in grid_stations(building.width_m)]
    return [(index + 1, x, y) for index, (x, y) in enumerate(stations)]


def _column(view: View, x: float, y: float) -> None:
    half = COLUMN_M / 2
    view.canvas.polygon(view.box(x - half, y - half, COLUMN_M, COLUMN_M), Pen.OUTLINE, "#333")


def _finish(canvas: Canvas, view: View, building: Building, rows: list[str]) -> str:
    plan_dimensions(view, building)
    north(canvas, (canvas.width - 230, 50))
    scale_bar(canvas, (canvas.width - 330, canvas.height - 40), view.scale)
    for index, row in enumerate(rows):
        canvas.text((canvas.width - 190, 72 + index * 8), row, 4.2, "start")
    return f"1/{view.scale}"


def draw_foundations(canvas: Canvas, building: Building) -> str:
    """A footing under each column, ground beams between."""
    view = view_of(canvas, building)
    axes(view, building)
    _beams(view, building, 0.3)
    half = FOOTING_M / 2
    for number, x, y in _nodes(building):
        canvas.polygon(view.box(x - half, y - half, FOOTING_M, FOOTING_M), Pen.HIDDEN, "#f1f1f1")
        _column(view, x, y)
        at = view.at(x + half, y + half)
        canvas.text((at[0] - 1, at[1] + 4), f"S{number}", 3, "end")
    return _finish(
        canvas,
        view,
        building,
        ["Béton B25, acier FeE 500", "Semelles 160 × 160 × 50", "Longrines 25 × 40", "Poteaux 35 × 35"],
    )


def draw_framing(canvas: Canvas, building: Building) -> str:
    """Columns, beams and the span of the slabs of a typical level."""
    view = view_of(canvas, building)
    axes(view, building)
    _beams(view, building, 0.25)
    for number, x, y in _nodes(building):
        _column(view, x, y)
        at = view.at(x, y)
        canvas.text((at[0] + 5, at[1] - 5), f"P{number}", 3, "start")
    _spans(view, building)
    return _finish(
        canvas,
        view,
        building,
        ["Dalle hourdis 16 + 4", "Poutres 25 × 45", "Poteaux 35 × 35", "Enrobage 25 mm"],
    )


def _beams(view: View, building: Building, width: float) -> None:
    half = width / 2
    for x in grid_stations(building.width_m):
        view.canvas.polygon(view.box(x - half, 0, width, building.depth_m), Pen.THIN, "#e3e3e3")
    for y in grid_stations(building.depth_m):
        view.canvas.polygon(view.box(0, y - half, building.width_m, width), Pen.THIN, "#e3e3e3")


def _spans(view: View, building: Building) -> None:
    xs, ys = grid_stations(building.width_m), grid_stations(building.depth_m)
    for left, right in itertools.pairwise(xs):
        for low, high in itertools.pairwise(ys):
            middle = (low + high) / 2
            start, end = view.at(left + 0.8, middle), view.at(right - 0.8, middle)
            view.canvas.line(start, end, Pen.OUTLINE)
            for tip, way in ((start, 1), (end, -1)):
                view.canvas.polygon(
                    (tip, (tip[0] + way * 3, tip[1] - 1), (tip[0] + way * 3, tip[1] + 1)), None, "#111"
                )
            view.canvas.text(((start[0] + end[0]) / 2, start[1] - 2), "16+4", 3)


STRUCTURE = [
    Sheet(Both("Plan de fondations", "تصميم الأسس"), draw_foundations),
    Sheet(Both("Plan de coffrage – étage courant", "تصميم قوالب الطابق المتكرر"), draw_framing),
]
