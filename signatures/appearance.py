"""What a signature looks like: a small bilingual PDF, drawn once per signature.

pyHanko's own text stamps have one font without fall-back and break PDF/A; an imported page does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from tempfile import NamedTemporaryFile
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from pyhanko.pdf_utils import layout
from pyhanko.stamp import StaticStampStyle

from documents.rendering import render_pdf
from signatures.signatory import Signatory

FULL_BOX = layout.SimpleBoxLayoutRule(
    x_align=layout.AxisAlignment.ALIGN_MID,
    y_align=layout.AxisAlignment.ALIGN_MID,
    margins=layout.Margins.uniform(0),
)


@contextmanager
def signature_style(
    signatory: Signatory, at: datetime, width: float, height: float
) -> Iterator[StaticStampStyle]:
    """The style that draws this signatory in a box of this size (points); valid inside the block."""
    context = {
        "signatory": signatory,
        "at": timezone.localtime(at),
        "width": width,
        "height": height,
        # Fits the usual box of 190 × 78 points, shrinks with smaller ones.
        "size": min(7.2, height / 10.8, width / 26),
    }
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(draw("signatures/appearance.html", context))
        file.flush()
        yield StaticStampStyle.from_pdf_file(
            file.name, border_width=0, background_opacity=1, background_layout=FULL_BOX
        )


def draw(template: str, context: Mapping[str, Any]) -> bytes:
    """The template as a PDF page with its fonts inside, as the papers have them."""
    html = render_to_string(template, dict(context))
    return render_pdf(html, title="signature", language="fr", created=context["at"])
