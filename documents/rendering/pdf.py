"""The engine: WeasyPrint to PDF/A-3u with attachments, reproducible to the byte."""

# mypy: disallow-untyped-calls=False
# (WeasyPrint is not typed.)

from __future__ import annotations

import html as markup
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from weasyprint import CSS, HTML, Attachment

from documents.rendering import fonts
from documents.rendering.fetcher import ClosedFetcher

VARIANT = "pdf/a-3u"
REPLACEMENT = "?"
# Pango and Fontconfig are not made for two threads at once.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, kw_only=True, slots=True)
class Attached:
    """A file carried inside the PDF, such as the act as JSON (PDF/A-3, relationship Data)."""

    name: str
    data: bytes
    description: str = ""


def render_pdf(
    html: str,
    *,
    title: str,
    language: str,
    created: datetime,
    attachments: Sequence[Attached] = (),
) -> bytes:
    """A PDF/A-3u of a whole HTML page or of the inside of its body.

    The same arguments, fonts and locked packages give the same bytes, in any process and time zone.
    ``created`` must know its time zone. ``base.css`` and the fonts are always there; templates add
    their own ``<style>``. Characters that no font draws become ``?``: PDF/A allows no empty glyph.

    :raises FontsMissing: the set-up has not installed the fonts.
    :raises ResourceClosed: the page asks for a resource outside the static folders.
    """
    if created.tzinfo is None:
        raise ValueError("created needs a time zone")
    moment = created.astimezone(UTC).replace(microsecond=0)
    page = drawable(_page(html, title=title, language=language, created=moment))
    with _ONE_AT_A_TIME:
        fetcher = ClosedFetcher()
        document = HTML(string=page, base_url=_base_url(), url_fetcher=fetcher)
        pdf: bytes = document.write_pdf(
            stylesheets=[_fonts_css(), _base_css()],
            font_config=fonts.configuration(),
            attachments=[_attachment(one, moment) for one in attachments],
            pdf_variant=VARIANT,
            pdf_tags=True,
            pdf_identifier=_identifier(page, attachments),
        )
    fetcher.check()
    return pdf


def drawable(text: str) -> str:
    """The text with what no pinned font can draw replaced. Joiners, marks of direction and spaces stay."""
    covered = fonts.covered()
    return "".join(
        char if ord(char) in covered or char.isspace() or unicodedata.category(char) == "Cf" else REPLACEMENT
        for char in unicodedata.normalize("NFC", text)
    )


def _page(html: str, *, title: str, language: str, created: datetime) -> str:
    """A whole page whose head says title, language and date; a page that comes whole keeps its own head."""
    stamp = created.strftime("%Y-%m-%dT%H:%M:%SZ")
    head = (
        f'<meta charset="utf-8"><title>{markup.escape(title)}</title>'
        f'<meta name="dcterms.created" content="{stamp}"><meta name="dcterms.modified" content="{stamp}">'
    )
    direction = "rtl" if language == "ar" else "ltr"
    lowered = html.lower()
    if (start := lowered.find("<head>")) >= 0:
        return f"{html[: start + 6]}{head}{html[start + 6 :]}"
    opening = f'<!doctype html><html lang="{markup.escape(language)}" dir="{direction}"><head>{head}</head>'
    return f"{opening}<body>{html}</body></html>"


def _identifier(page: str, attachments: Sequence[Attached]) -> bytes:
    digest = sha256(page.encode())
    for one in attachments:
        digest.update(one.name.encode() + b"\0" + sha256(one.data).digest())
    return digest.hexdigest()[:32].encode()


def _attachment(one: Attached, moment: datetime) -> Attachment:
    return Attachment(
        string=one.data,
        name=one.name,
        description=one.description or one.name,
        relationship="Data",
        created=moment,
        modified=moment,
    )


def _base_url() -> str:
    """Relative addresses are looked for in the project's static folder."""
    return Path(settings.STATICFILES_DIRS[0]).as_uri() + "/"


@lru_cache(maxsize=1)
def _fonts_css() -> CSS:
    return CSS(string=fonts.stylesheet(), font_config=fonts.configuration(), url_fetcher=ClosedFetcher())


@lru_cache(maxsize=1)
def _base_css() -> CSS:
    path = Path(__file__).with_name("base.css")
    return CSS(
        string=path.read_text(),
        base_url=path.as_uri(),
        url_fetcher=ClosedFetcher(),
        font_config=fonts.configuration(),
    )
