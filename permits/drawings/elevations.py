"""Façades and section."""

from __future__ import annotations

import itertools
from functools import partial

from permits.drawings.building import Building
from permits.drawings.canvas import Canvas, Pen, View, fitting_scale
from permits.drawings.dimensions import across, grid_stations, level_mark
from permits.drawings.marks import cloud, scale_bar
from permits.drawings.rooms import core_of
from permits.drawings.sheets import Sheet
from permits.drawings.stairs import flights
from permits.papers.words import Both

SLAB_M = 0.2
BASEMENT_M = 3.0


def _view(canvas: Canvas, width: float, height: float) -> View:
    scale = fitting_scale(width, height, canvas.width - 330, canvas.height - 150)
    left = 60 + (canvas.width - 330 - width * 1000 / scale) / 2
    return View(canvas, (left, canvas.height - 110), scale)


def _ground(view: View, width: float) -> None:
    view.canvas.line(view.at(-1, 0), view.at(width + 2.2, 0), Pen.CUT)
    for index in range(int((width + 2) * 2)):
        x, y = view.at(-1 + index / 2, 0)
        view.canvas.line((x, y), (x - 3, y + 4))


def _levels(view: View, building: Building, x: float) -> None:
    level_mark(view, x, 0, "RDC")
    for level in range(1, building.levels):
        level_mark(view, x, building.floor_of(level), f"Étage {level}")
    level_mark(view, x, building.height_m - building.parapet_m, "Terrasse")
    level_mark(view, x, building.height_m, "Acrotère")


def _window(view: View, x: float, y: float, width: float, height: float) -> None:
    canvas = view.canvas
    canvas.polygon(view.box(x, y, width, height), Pen.OUTLINE, "#dfe9f2")
    canvas.line(view.at(x + width / 2, y), view.at(x + width / 2, y + height))
    canvas.polygon(view.box(x - 0.1, y - 0.12, width + 0.2, 0.12), Pen.THIN, "#ddd")


def _shop_front(view: View, x: float, width: float, height: float) -> None:
    view.canvas.polygon(view.box(x, 0, width, height), Pen.OUTLINE, "#eef3f7")
    for share in (1 / 3, 2 / 3):
        view.canvas.line(view.at(x + width * share, 0), view.at(x + width * share, height))


def draw_facade(canvas: Canvas, building: Building, side: str) -> str:
    """A façade: ``front`` on the street, ``back`` on the yard, ``side`` on the plot next door."""
    width = building.depth_m if side == "side" else building.width_m
    view = _view(canvas, width + 4, building.height_m)
    canvas.polygon(view.box(0, 0, width, building.height_m), Pen.CUT, "#fbf8f2")
    _bands(view, building, width)
    bays = grid_stations(width)
    for left, right in itertools.pairwise(bays):
        _bay(view, building, left, right, side)
    _ground(view, width)
    _levels(view, building, width + 1)
    across(view, bays, 0, 22)
    across(view, [0, width], 0, 34)
    scale_bar(canvas, (canvas.width - 330, canvas.height - 40), view.scale)
    if building.amended and side == "back":
        _exit(view, building, width / 2)
    return f"1/{view.scale}"


def _exit(view: View, building: Building, middle: float) -> None:
    """The exit that the amended project adds, in its cloud."""
    view.canvas.polygon(view.box(middle - 0.7, 0, 1.4, 2.2), Pen.OUTLINE, "#d9c9a8")
    cloud(view.canvas, view.at(middle - 1.3, 2.8), view.mm(2.6), view.mm(2.9), building.revision)


def _bands(view: View, building: Building, width: float) -> None:
    """A line at each slab and the parapet."""
    heights = [building.floor_of(level) for level in range(1, building.levels)]
    for height in (*heights, building.height_m - building.parapet_m):
        view.canvas.polygon(view.box(-0.1, height - 0.1, width + 0.2, 0.2), Pen.THIN, "#e6dfd2")


def _bay(view: View, building: Building, left: float, right: float, side: str) -> None:
    middle, wide = (left + right) / 2, min(1.6, (right - left) * 0.5)
    for level in range(1, building.levels):
        _window(view, middle - wide / 2, building.floor_of(level) + 0.95, wide, 1.35)
    if side == "front":
        _shop_front(view, left + 0.4, right - left - 0.8, min(3.0, building.ground_height_m - 0.8))
    else:
        _window(view, middle - wide / 2, 1.6, wide, 0.8)


def draw_section(canvas: Canvas, building: Building) -> str:
    """A section through the stair, from the street to the yard."""
    below = BASEMENT_M + 1 if building.basement else 1.2
    view = _view(canvas, building.depth_m + 4, building.height_m + below)
    view = View(canvas, (view.origin[0], view.origin[1] - view.mm(below)), view.scale)
    bottom = -BASEMENT_M if building.basement else 0.0
    floors = [
        bottom,
        *dict.fromkeys([0.0, *(building.floor_of(level) for level in range(1, building.levels))]),
    ]
    top = building.height_m - building.parapet_m
    for height in dict.fromkeys([*floors, top]):
        canvas.polygon(view.box(0, height - SLAB_M, building.depth_m, SLAB_M), Pen.OUTLINE, "#333")
    for x in (0.0, building.depth_m - 0.25):
        canvas.polygon(view.box(x, bottom, 0.25, building.height_m - bottom), Pen.OUTLINE, "#333")
    _stairs(view, building, sorted(set(floors)), top)
    _footings(view, building, bottom)
    _ground(view, building.depth_m)
    _levels(view, building, building.depth_m + 1)
    across(view, [0, building.depth_m], bottom - 1, 12)
    scale_bar(canvas, (canvas.width - 330, canvas.height - 40), view.scale)
    return f"1/{view.scale}"


def _stairs(view: View, building: Building, floors: list[float], top: float) -> None:
    x = building.depth_m - 4.3
    for low, high in zip(floors, [*floors[1:], top], strict=True):
        flights(view, x, low, high, 2.6)
        at = view.at(building.depth_m * 0.3, (low + high) / 2)
        view.canvas.text(at, f"h = {high - low:.2f} m".replace(".", ","), 3.6)


def _footings(view: View, building: Building, bottom: float) -> None:
    for y in grid_stations(building.depth_m):
        view.canvas.polygon(view.box(y - 0.7, bottom - 0.9, 1.4, 0.5), Pen.OUTLINE, "#bbb")
        view.canvas.polygon(view.box(y - 0.2, bottom - 0.4, 0.4, 0.4), Pen.OUTLINE, "#bbb")


def elevation_sheets(building: Building) -> list[Sheet]:
    """Three façades and the section."""
    if core_of(building)[0] <= 0:
        return []
    sides = {
        "front": Both("Façade principale", "الواجهة الرئيسية"),
        "back": Both("Façade arrière", "الواجهة الخلفية"),
        "side": Both("Façade latérale", "الواجهة الجانبية"),
    }
    facades = [Sheet(title, partial(draw_facade, side=side)) for side, title in sides.items()]
    return [*facades, Sheet(Both("Coupe AA", "المقطع أأ"), draw_section)]
