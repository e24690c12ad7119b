"""The mark itself: « ne varietur », the reference, the date, the office, a QR code."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from documents.rendering import qr_svg
from signatures.appearance import draw

WIDTH, HEIGHT = 198.0, 76.0  # points: 70 × 27 mm


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp:
    """What the mark says. ``day`` is the legal date of the decision; ``url`` is what the QR code opens."""

    reference: str
    day: date
    office_fr: str
    office_ar: str
    url: str


def place_mark(writer: IncrementalPdfFileWriter, stamp: Stamp, sheets: int) -> IndirectObject:
    """Put the drawn mark into the document once, for all its sheets; the reference of the form."""
    context: dict[str, Any] = {
        "stamp": stamp,
        "sheets": sheets,
        "qr": qr_svg(stamp.url),
        "width": WIDTH,
        "height": HEIGHT,
        "at": timezone.now(),
    }
    drawn = PdfFileReader(io.BytesIO(draw("signatures/ne_varietur.html", context)))
    form: IndirectObject = writer.import_page_as_xobject(drawn)
    return form
