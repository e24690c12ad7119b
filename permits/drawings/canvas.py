"""A sheet to draw on: lines and figures in millimetres of paper, y downwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from html import escape

from permits.papers.words import Both

Point = tuple[float, float]

INK = "#111"
GREY = "#777"
RED = "#b3261e"
BLUE = "#1d5fa8"
GREEN = "#3f7d4e"


class Pen(Enum):
    """Line weights in mm, with their dashes."""

    CUT = (0.7, "")
    OUTLINE = (0.35, "")
    THIN = (0.18, "")
    AXIS = (0.13, "8 2 1 2")
    HIDDEN = (0.18, "2 1.5")
    BOUNDARY = (0.6, "10 2 2 2")


def n(value: float) -> str:
    """A number as SVG writes it, always the same way."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@dataclass
class Canvas:
    """Collects the figures of one sheet."""

    width: float
    height: float
    shapes: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def line(self, start: Point, end: Point, pen: Pen = Pen.THIN, colour: str = INK) -> None:
        """A straight line."""
        self.path(f"M{n(start[0])} {n(start[1])}L{n(end[0])} {n(end[1])}", pen, colour=colour)

    def polygon(
        self, points: Iterable[Point], pen: Pen | None = Pen.OUTLINE, fill: str = "none", colour: str = INK
    ) -> None:
        """A closed figure."""
        d = "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points) + "z"
        self.path(d, pen, fill, colour)

    def rect(
        self, corner: Point, width: float, height: float, pen: Pen | None = Pen.OUTLINE, fill: str = "none"
    ) -> None:
        """A rectangle from its corner."""
        x, y = corner
        self.polygon(((x, y), (x + width, y), (x + width, y + height), (x, y + height)), pen, fill)

    def circle(
        self, centre: Point, radius: float, pen: Pen = Pen.THIN, fill: str = "none", colour: str = INK
    ) -> None:
        """A circle."""
        x, y = centre
        r = n(radius)
        self.path(
            f"M{n(x - radius)} {n(y)}a{r} {r} 0 1 0 {n(2 * radius)} 0a{r} {r} 0 1 0 {n(-2 * radius)} 0z",
            pen,
            fill,
            colour,
        )

    def path(self, d: str, pen: Pen | None = Pen.THIN, fill: str = "none", colour: str = INK) -> None:
        """Any figure, by its SVG path."""
        stroke = ""
        if pen is not None:
            width, dashes = pen.value
            stroke = f' stroke="{colour}" stroke-width="{n(width)}"' + (
                f' stroke-dasharray="{dashes}"' if dashes else ""
            )
        self.shapes.append(f'<path d="{d}" fill="{fill}"{stroke}/>')

    def thick(self, start: Point, end: Point, width: float, colour: str = INK) -> None:
        """A line as thick as a wall."""
        d = f"M{n(start[0])} {n(start[1])}L{n(end[0])} {n(end[1])}"
        self.shapes.append(
            f'<path d="{d}" stroke="{colour}" stroke-width="{n(width)}" stroke-linecap="square"/>'
        )

    def gap(self, start: Point, end: Point, width: float) -> None:
        """Takes a length out of a wall."""
        d = f"M{n(start[0])} {n(start[1])}L{n(end[0])} {n(end[1])}"
        self.shapes.append(f'<path d="{d}" stroke="#fff" stroke-width="{n(width)}"/>')

    def text(
        self,
        at: Point,
        words: str,
        size: float = 3,
        anchor: str = "middle",
        angle: float = 0,
        colour: str = INK,
    ) -> None:
        """Latin text and figures; ``size`` in mm, ``angle`` in degrees."""
        x, y = n(at[0]), n(at[1])
        turn = f' transform="rotate({n(angle)} {x} {y})"' if angle else ""
        self.shapes.append(
            f'<text x="{x}" y="{y}" font-size="{n(size)}" text-anchor="{anchor}" fill="{colour}"{turn}>'
            f"{escape(words)}</text>"
        )

    def arabic(self, at: Point, words: str, size: float = 3, width: float = 80) -> None:
        """Arabic text, centred on the point. It lies over the drawing: SVG text has no right to left."""
        x, y = at
        self.labels.append(
            f'<div class="ar" lang="ar" dir="rtl" style="left:{n(x - width / 2)}mm;top:{n(y - size)}mm;'
            f'width:{n(width)}mm;font-size:{n(size)}mm">{escape(words)}</div>'
        )

    def both(self, at: Point, words: Both, size: float = 3) -> None:
        """French with the Arabic under it."""
        self.text(at, words.fr, size)
        self.arabic((at[0], at[1] + size * 1.1), words.ar, size * 1.1)

    def svg(self) -> str:
        """The figures as one SVG picture."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{n(self.width)}mm" height="{n(self.height)}mm"'
            f' viewBox="0 0 {n(self.width)} {n(self.height)}" font-family="Noto Sans">'
            f"{''.join(self.shapes)}</svg>"
        )


@dataclass(frozen=True)
class View:
    """Metres of ground onto millimetres of paper. ``origin`` is where (0, 0) falls; y goes up the paper."""

    canvas: Canvas
    origin: Point
    scale: int

    def mm(self, metres: float) -> float:
        """A length on paper."""
        return metres * 1000 / self.scale

    def at(self, x: float, y: float) -> Point:
        """A point on paper."""
        return self.origin[0] + self.mm(x), self.origin[1] - self.mm(y)

    def box(self, x: float, y: float, width: float, depth: float) -> tuple[Point, Point, Point, Point]:
        """The corners of a rectangle given by its lowest corner."""
        return self.at(x, y), self.at(x + width, y), self.at(x + width, y + depth), self.at(x, y + depth)


def fitting_scale(width_m: float, height_m: float, width_mm: float, height_mm: float) -> int:
    """The largest usual scale at which something fits in a frame."""
    for scale in (50, 100, 200, 500, 1000):
        if width_m * 1000 / scale <= width_mm and height_m * 1000 / scale <= height_mm:
            return scale
    return 2000
