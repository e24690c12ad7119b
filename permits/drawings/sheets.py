"""A sheet: a canvas with its frame, title block and name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from permits.drawings.building import Building
from permits.drawings.canvas import Canvas
from permits.drawings.titleblock import frame, reserved, title_block
from permits.papers.words import Both

A1 = (841.0, 594.0)
A0 = (1189.0, 841.0)


@dataclass(frozen=True)
class Sheet:
    """What is drawn on one sheet. ``draw`` fills the canvas and says the scale it used."""

    title: Both
    draw: Callable[[Canvas, Building], str]
    size: tuple[float, float] = A1

    def canvas(self, building: Building, number: str) -> Canvas:
        """The finished sheet; ``number`` is its place in the set (``3/9``)."""
        canvas = Canvas(*self.size)
        frame(canvas)
        scale = self.draw(canvas, building)
        reserved(canvas)
        title_block(canvas, building, self.title, scale, number)
        return canvas
