"""The stair, in plan and in section."""

from __future__ import annotations

import itertools

from permits.drawings.canvas import Pen, View
from permits.drawings.rooms import Room

GOING_M = 0.29


def stair(view: View, room: Room) -> None:
    """Two flights side by side with an arrow that goes up."""
    middle = room.x + room.width / 2
    steps = int((room.depth - 1.2) / GOING_M)
    for step in range(steps + 1):
        y = room.y + step * GOING_M
        view.canvas.line(view.at(room.x, y), view.at(room.x + room.width, y))
    top = room.y + steps * GOING_M
    view.canvas.line(view.at(middle, room.y), view.at(middle, top), Pen.OUTLINE)
    _arrow(view, room, top)


def _arrow(view: View, room: Room, top: float) -> None:
    left, right = room.x + room.width / 4, room.x + room.width * 3 / 4
    turn = (top + room.y + room.depth) / 2
    path = [view.at(left, room.y), view.at(left, turn), view.at(right, turn), view.at(right, room.y + 0.3)]
    for start, end in itertools.pairwise(path):
        view.canvas.line(start, end, Pen.OUTLINE)
    tip = path[-1]
    view.canvas.polygon((tip, (tip[0] - 1.2, tip[1] - 3), (tip[0] + 1.2, tip[1] - 3)), None, "#111")


def flights(view: View, x: float, low: float, high: float, width: float) -> None:
    """A storey of stair in section: two flights that cross, step by step."""
    steps = 9
    rise, going = (high - low) / (2 * steps), width / steps
    for half, way in ((0, 1), (1, -1)):
        points = []
        start = x if way == 1 else x + width
        for step in range(steps):
            at = low + (half * steps + step) * rise
            points += [
                view.at(start + way * step * going, at),
                view.at(start + way * step * going, at + rise),
                view.at(start + way * (step + 1) * going, at + rise),
            ]
        for first, second in itertools.pairwise(points):
            view.canvas.line(first, second, Pen.OUTLINE)
