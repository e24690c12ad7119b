"""Walls, doors and windows of a plan."""

from __future__ import annotations

from permits.drawings.building import Building
from permits.drawings.canvas import Pen, Point, View, n
from permits.drawings.rooms import Room

OUTER_M = 0.25
INNER_M = 0.12
DOOR_M = 0.9
WINDOW_M = 1.4

Segment = tuple[float, float, float, float]


def outer_walls(view: View, building: Building) -> None:
    """The four walls of the envelope, on their centre line."""
    corners = view.box(0, 0, building.width_m, building.depth_m)
    for start, end in zip(corners, (*corners[1:], corners[0]), strict=True):
        view.canvas.thick(start, end, view.mm(OUTER_M))


def partitions(view: View, rooms: list[Room]) -> None:
    """The walls between rooms."""
    for room in rooms:
        corners = view.box(room.x, room.y, room.width, room.depth)
        for start, end in zip(corners, (*corners[1:], corners[0]), strict=True):
            view.canvas.thick(start, end, view.mm(INNER_M))


def side_of(room: Room, side: str, length: float) -> Segment:
    """A length in the middle of a side of a room, in metres."""
    if side in "sn":
        y = room.y if side == "s" else room.y + room.depth
        middle = room.x + room.width / 2
        return middle - length / 2, y, middle + length / 2, y
    x = room.x if side == "w" else room.x + room.width
    middle = room.y + room.depth / 2
    return x, middle - length / 2, x, middle + length / 2


def openings(view: View, rooms: list[Room]) -> None:
    """Doors and windows of every room."""
    for room in rooms:
        if room.window:
            wide = room.width if room.window in "sn" else room.depth
            window(view, side_of(room, room.window, min(WINDOW_M, wide * 0.6)))
        if room.door:
            door(view, side_of(room, room.door, DOOR_M), room.door)


def window(view: View, segment: Segment) -> None:
    """A window: the wall opened, two panes drawn."""
    x1, y1, x2, y2 = segment
    start, end = view.at(x1, y1), view.at(x2, y2)
    view.canvas.gap(start, end, view.mm(OUTER_M) + 0.2)
    across = view.mm(OUTER_M) / 2
    for shift in (-across, 0, across):
        dx, dy = (0.0, shift) if y1 == y2 else (shift, 0.0)
        view.canvas.line((start[0] + dx, start[1] + dy), (end[0] + dx, end[1] + dy))


def door(view: View, segment: Segment, side: str) -> None:
    """A door: the wall opened, the leaf and its quarter turn, opening into the room."""
    x1, y1, x2, y2 = segment
    hinge, free = view.at(x1, y1), view.at(x2, y2)
    view.canvas.gap(hinge, free, view.mm(OUTER_M) + 0.2)
    inward: Point = {"s": (0, 1), "n": (0, -1), "w": (1, 0), "e": (-1, 0)}[side]
    leaf = view.at(x1 + inward[0] * DOOR_M, y1 + inward[1] * DOOR_M)
    view.canvas.line(hinge, leaf, Pen.OUTLINE)
    radius = n(view.mm(DOOR_M))
    sweep = 1 if side in "se" else 0
    view.canvas.path(f"M{n(leaf[0])} {n(leaf[1])}A{radius} {radius} 0 0 {sweep} {n(free[0])} {n(free[1])}")
