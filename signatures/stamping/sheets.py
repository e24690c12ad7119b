"""The sheets of a plan, found without trusting the file: bounded, no loops, odd entries replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from signatures.errors import Refused
from signatures.tree import entry

MOST_SHEETS = 2000
DEEPEST = 60
# Inheritable attributes of pages: ISO 32000-2, table 31.
INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
A4 = (0.0, 0.0, 595.0, 842.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One page: its reference, what it shows (points, user space), how it is turned, its resources."""

    reference: IndirectObject
    visible: tuple[float, float, float, float]
    rotation: int  # degrees clockwise: 0, 90, 180 or 270
    unit: float  # size of a unit of user space, in points
    resources: DictionaryObject | None


def sheets_of(writer: IncrementalPdfFileWriter) -> list[Sheet]:
    """All sheets, in order. Raises Refused when there are none, or too many."""
    root = entry(writer.root, "/Pages")
    first = writer.root.raw_get("/Pages") if root is not None else None
    found: list[Sheet] = []
    for sheet in _walk(first, {}, set(), DEEPEST):
        found.append(sheet)
        if len(found) > MOST_SHEETS:
            raise Refused(
                _("This PDF has more than %(most)s pages: split it and send it again.")
                % {"most": MOST_SHEETS}
            )
    if not found:
        raise Refused(_("This PDF has no page: export it anew and send it again."))
    return found


def _walk(reference: Any, inherited: Mapping[str, Any], seen: set[int], depth: int) -> Iterator[Sheet]:
    if not isinstance(reference, IndirectObject) or reference.idnum in seen or depth == 0:
        return
    seen.add(reference.idnum)
    node = reference.get_object()
    if not isinstance(node, DictionaryObject):
        return
    known = {**inherited, **{key: entry(node, key) for key in INHERITED if key in node}}
    kids = entry(node, "/Kids")
    if isinstance(kids, ArrayObject):
        for index in range(len(kids)):
            yield from _walk(kids.raw_get(index), known, seen, depth - 1)
    elif entry(node, "/Type") != "/Pages":
        yield _sheet(reference, node, known)


def _sheet(reference: IndirectObject, page: DictionaryObject, known: Mapping[str, Any]) -> Sheet:
    resources = known.get("/Resources")
    unit = _number(entry(page, "/UserUnit"))
    turned = _number(known.get("/Rotate")) or 0
    return Sheet(
        reference=reference,
        visible=_visible(known),
        rotation=int(turned) % 360 if turned % 90 == 0 else 0,
        unit=unit if unit and 0 < unit <= 75000 else 1.0,
        resources=resources if isinstance(resources, DictionaryObject) else None,
    )


def _visible(known: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """The part of the page that is shown: the crop box inside the media box."""
    media = _rectangle(known.get("/MediaBox")) or A4
    crop = _rectangle(known.get("/CropBox")) or media
    both = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return both if both[0] < both[2] and both[1] < both[3] else media


def _rectangle(value: Any) -> tuple[float, float, float, float] | None:
    if not isinstance(value, ArrayObject) or len(value) != 4:
        return None
    numbers = [_number(value[index]) for index in range(4)]
    if any(number is None for number in numbers):
        return None
    x1, y1, x2, y2 = (number or 0.0 for number in numbers)
    return (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)) if x1 != x2 and y1 != y2 else None


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
