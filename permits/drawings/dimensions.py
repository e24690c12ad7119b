"""Dimension lines, grid axes and level marks."""

from __future__ import annotations

from permits.drawings.building import Building
from permits.drawings.canvas import Pen, Point, View

AXIS_OUT_MM = 46
BUBBLE_MM = 5


def metres(value: float) -> str:
    """``18,00``."""
    return f"{value:.2f}".replace(".", ",")


def _tick(view: View, at: Point) -> None:
    view.canvas.line((at[0] - 1.2, at[1] + 1.2), (at[0] + 1.2, at[1] - 1.2), Pen.OUTLINE)


def across(view: View, stations: list[float], y: float, out_mm: float) -> None:
    """A chain of dimensions along x, ``out_mm`` below (or, if negative, above) the height y."""
    points = [(view.at(x, y)[0], view.at(x, y)[1] + out_mm) for x in stations]
    view.canvas.line(points[0], points[-1])
    for x, at in zip(stations, points, strict=True):
        _tick(view, at)
        view.canvas.line(view.at(x, y), at, Pen.THIN, "#999")
    for left, right, start, end in zip(stations, stations[1:], points, points[1:], strict=False):
        view.canvas.text(((start[0] + end[0]) / 2, start[1] - 1.2), metres(right - left), 3.6)


def along(view: View, stations: list[float], x: float, out_mm: float) -> None:
    """A chain of dimensions along y, ``out_mm`` to the left of x."""
    points = [(view.at(x, y)[0] - out_mm, view.at(x, y)[1]) for y in stations]
    view.canvas.line(points[0], points[-1])
    for y, at in zip(stations, points, strict=True):
        _tick(view, at)
        view.canvas.line(view.at(x, y), at, Pen.THIN, "#999")
    for low, high, start, end in zip(stations, stations[1:], points, points[1:], strict=False):
        view.canvas.text((start[0] - 1.2, (start[1] + end[1]) / 2), metres(high - low), 3.6, angle=-90)


def grid_stations(length: float, about: float = 4.5) -> list[float]:
    """Where the axes of the structure fall: equal bays of about 4.5 m."""
    bays = max(2, round(length / about))
    return [round(length * bay / bays, 3) for bay in range(bays + 1)]


def axes(view: View, building: Building) -> None:
    """The grid, with its letters and numbers."""
    for index, x in enumerate(grid_stations(building.width_m)):
        low, high = view.at(x, 0), view.at(x, building.depth_m)
        _axis(view, (low[0], low[1] + AXIS_OUT_MM), (high[0], high[1] - 18), chr(ord("A") + index))
    for index, y in enumerate(grid_stations(building.depth_m)):
        left, right = view.at(0, y), view.at(building.width_m, y)
        _axis(view, (left[0] - AXIS_OUT_MM, left[1]), (right[0] + 18, right[1]), str(index + 1))


def _axis(view: View, start: Point, end: Point, name: str) -> None:
    view.canvas.line(start, end, Pen.AXIS, "#b3261e")
    view.canvas.circle(start, BUBBLE_MM, Pen.OUTLINE, "#fff")
    view.canvas.text((start[0], start[1] + 1.6), name, 4.5)


def plan_dimensions(view: View, building: Building) -> None:
    """Bays and overall lengths on two sides."""
    across(view, grid_stations(building.width_m), 0, 20)
    across(view, [0, building.width_m], 0, 32)
    along(view, grid_stations(building.depth_m), 0, 20)
    along(view, [0, building.depth_m], 0, 32)


def level_mark(view: View, x: float, height: float, name: str = "") -> None:
    """A height above the ground, with its triangle."""
    at = view.at(x, height)
    view.canvas.line((at[0] - 8, at[1]), (at[0] + 14, at[1]))
    view.canvas.polygon((at, (at[0] - 1.8, at[1] - 3), (at[0] + 1.8, at[1] - 3)), None, "#111")
    sign = "+" if height > 0 else "±" if height == 0 else "-"
    view.canvas.text((at[0] + 3, at[1] - 1), f"{sign}{metres(abs(height))}  {name}", 4, "start")
