"""Floor plans: one sheet per level, and the roof."""

from __future__ import annotations

from functools import partial

from permits.drawings.building import Building
from permits.drawings.canvas import Canvas, Pen, View, fitting_scale
from permits.drawings.dimensions import axes, metres, plan_dimensions
from permits.drawings.marks import PLAN_LEGEND, cloud, legend, north, scale_bar
from permits.drawings.rooms import CORRIDOR, PARKING, STAIR, Room, rooms_of
from permits.drawings.sheets import Sheet
from permits.drawings.stairs import stair
from permits.drawings.walls import openings, outer_walls, partitions
from permits.papers.words import Both

BAY_M = 2.5


def view_of(canvas: Canvas, building: Building) -> View:
    """The plan in the left part of the sheet."""
    scale = fitting_scale(building.width_m, building.depth_m, canvas.width - 340, canvas.height - 160)
    wide, deep = building.width_m * 1000 / scale, building.depth_m * 1000 / scale
    left = 70 + (canvas.width - 340 - wide) / 2
    return View(canvas, (left, canvas.height - 85 - (canvas.height - 160 - deep) / 2), scale)


def draw_floor(canvas: Canvas, building: Building, level: int) -> str:
    """One level."""
    view = view_of(canvas, building)
    rooms = rooms_of(building, level)
    axes(view, building)
    partitions(view, rooms)
    outer_walls(view, building)
    openings(view, rooms)
    for room in rooms:
        _furnish(view, room)
    plan_dimensions(view, building)
    _areas(canvas, rooms)
    _around(canvas, view)
    if building.amended:
        _changed(view, building, rooms)
    return f"1/{view.scale}"


def _furnish(view: View, room: Room) -> None:
    """The name and area of a room, or what it holds."""
    if room.name is STAIR:
        stair(view, room)
        return
    if room.name is PARKING:
        _bays(view, room)
    size = min(4.6, view.mm(room.width) / 9, view.mm(room.depth) / 5)
    # Half-way down a corridor there are doors.
    share = 0.84 if room.name is CORRIDOR else 0.5
    centre = view.at(room.x + room.width / 2, room.y + room.depth * share)
    view.canvas.both((centre[0], centre[1] - size), room.name, size)
    view.canvas.text((centre[0], centre[1] + size * 2.1), f"{metres(room.area)} m²", size * 0.85)


def _bays(view: View, room: Room) -> None:
    count = int(room.depth / BAY_M)
    for index in range(count + 1):
        y = room.y + index * BAY_M
        for x in (room.x, room.x + room.width - 5) if room.width > 11 else (room.x,):
            view.canvas.line(view.at(x, y), view.at(x + min(5, room.width), y), Pen.OUTLINE)


def _areas(canvas: Canvas, rooms: list[Room]) -> None:
    """The table of areas, below the corner that the stamp of the administration takes."""
    x, y = canvas.width - 190, 62.0
    canvas.text((x, y), "Tableau des surfaces", 5.2, "start")
    canvas.arabic((x + 130, y), "جدول المساحات", 6, 70)
    for index, room in enumerate(rooms[:20]):
        row = y + 8 + index * 7.4
        canvas.line((x, row + 1.8), (x + 180, row + 1.8), colour="#999")
        canvas.text((x, row), room.name.fr, 4, "start")
        canvas.text((x + 95, row), f"{metres(room.area)} m²", 4, "end")
        canvas.arabic((x + 140, row), room.name.ar, 4.6, 60)
    total = sum(room.area for room in rooms)
    canvas.text((x, y + 14 + min(20, len(rooms)) * 7.4), f"Total : {metres(total)} m²", 4, "start")


def _around(canvas: Canvas, view: View) -> None:
    north(canvas, (canvas.width - 230, 50))
    scale_bar(canvas, (canvas.width - 330, canvas.height - 40), view.scale)
    legend(canvas, (canvas.width - 190, canvas.height - 268), PLAN_LEGEND)


def _changed(view: View, building: Building, rooms: list[Room]) -> None:
    """The cloud round the core, which the amended project widens."""
    for room in rooms:
        if room.name is STAIR:
            corner = view.at(room.x - 0.4, room.y + room.depth + 0.4)
            cloud(
                view.canvas, corner, view.mm(room.width + 0.8), view.mm(room.depth + 0.8), building.revision
            )


def draw_roof(canvas: Canvas, building: Building) -> str:
    """The roof: parapet, falls, head of the stair."""
    view = view_of(canvas, building)
    axes(view, building)
    outer_walls(view, building)
    inner = 0.6
    canvas.polygon(
        view.box(inner, inner, building.width_m - 2 * inner, building.depth_m - 2 * inner), Pen.THIN
    )
    for room in rooms_of(building, 1):
        if room.name is STAIR:
            partitions(view, [room])
            stair(view, room)
    _falls(view, building)
    plan_dimensions(view, building)
    _around(canvas, view)
    return f"1/{view.scale}"


def _falls(view: View, building: Building) -> None:
    middle = view.at(building.width_m / 2, building.depth_m / 2)
    for x in (0.6, building.width_m - 0.6):
        for y in (0.6, building.depth_m - 0.6):
            view.canvas.line(middle, view.at(x, y), Pen.HIDDEN)
    for share in (0.25, 0.75):
        at = view.at(building.width_m * share, building.depth_m * 0.42)
        view.canvas.text(at, "pente 1,5 %", 4)
        view.canvas.arabic((at[0], at[1] + 6), "ميل 1,5 %", 4.5)


def level_title(level: int) -> Both:
    """The name of a level."""
    if level < 0:
        return Both("Plan du sous-sol", "تصميم الطابق تحت الأرضي")
    if level == 0:
        return Both("Plan du rez-de-chaussée", "تصميم الطابق الأرضي")
    return Both(f"Plan de l’étage {level}", f"تصميم الطابق {level}")


def floor_sheets(building: Building) -> list[Sheet]:
    """Basement, every level, roof."""
    levels = range(-1 if building.basement else 0, building.levels)
    floors = [Sheet(level_title(level), partial(draw_floor, level=level)) for level in levels]
    return [*floors, Sheet(Both("Plan de la terrasse", "تصميم السطح"), draw_roof)]
