"""Where the visible signatures go.

A paper reserves a place by an element whose ``id`` is ``signature-<field>``: the renderer turns it into a
named destination, the upper left corner of the place. An element ``signature-<field>-end`` at the lower
right corner gives its exact size; without it the place is 190 × 78 points.
"""

from __future__ import annotations

from collections.abc import Sequence

from pyhanko.pdf_utils.generic import ArrayObject
from pyhanko.pdf_utils.reader import PdfFileReader

from signatures.signatory import Box, Required
from signatures.tree import entry, leaves

WIDTH, HEIGHT, MARGIN, GAP = 190.0, 78.0, 36.0, 12.0
PREFIX = "signature-"


def place(reader: PdfFileReader, required: Sequence[Required]) -> dict[str, Box]:
    """The place of each field: its own box, else its named destination, else the bottom of the last page."""
    named = _destinations(reader)
    return {
        wanted.field: wanted.box or _named(named, wanted.field) or _default(index)
        for index, wanted in enumerate(required)
    }


def _default(index: int) -> Box:
    column, row = index % 2, index // 2
    left = MARGIN + column * (WIDTH + GAP)
    bottom = MARGIN + row * (HEIGHT + GAP)
    return Box(left, bottom, left + WIDTH, bottom + HEIGHT)


def _named(named: dict[str, tuple[int, float, float]], field: str) -> Box | None:
    start = named.get(f"{PREFIX}{field}")
    if start is None:
        return None
    page, left, top = start
    end = named.get(f"{PREFIX}{field}-end")
    if end is not None and end[0] == page and end[1] > left + 40 and end[2] < top - 20:
        return Box(left, end[2], end[1], top, page)
    return Box(left, max(top - HEIGHT, 0), left + WIDTH, top, page)


def _destinations(reader: PdfFileReader) -> dict[str, tuple[int, float, float]]:
    """Named destinations of signatures: page index, x, y."""
    wanted = {
        name: target
        for name, target in leaves(entry(reader.root, "/Names", "/Dests"))
        if name.startswith(PREFIX) and isinstance(target, ArrayObject) and len(target) >= 4
    }
    if not wanted:
        return {}
    count = int(entry(reader.root, "/Pages", "/Count") or 0)
    pages = {reader.find_page_for_modification(index)[0].idnum: index for index in range(count)}
    return {
        name: (pages[target.raw_get(0).idnum], float(target[2]), float(target[3]))
        for name, target in wanted.items()
        if target.raw_get(0).idnum in pages
    }
