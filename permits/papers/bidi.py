"""Isolation of numbers and references in right-to-left text.

The Unicode rules turn ``45678/C`` into ``C/45678`` and ``12-90`` into ``90-12`` inside an
Arabic sentence. Every run that a reader must see as typed is wrapped in ``<bdi dir="ltr">``:
by hand through the ``ref`` filter for names and references with spaces, and here, once, for
whatever is left in the Arabic text of a finished page.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape
from html.parser import HTMLParser

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
UNTOUCHED = frozenset(("style", "script", "title", "svg"))

# From a Latin letter or digit to the last one that follows with nothing but separators and
# spaces between them: a whole Latin phrase is one run, or its words would change places.
_LATIN = "A-Za-z0-9À-ÖØ-öø-ÿŒœ"
_RUN = re.compile(rf"[{_LATIN}](?:[{_LATIN}²³°%/.,:;+@_'’–\u00a0\u202f -]*[{_LATIN}²³°%])?")


def direction(text: str) -> str:
    """``rtl`` when the first strong letter is Arabic or Hebrew, else ``ltr``."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def isolate(text: str) -> str:
    """HTML of a right-to-left text, escaped, with its Latin and numeric runs isolated."""
    out, done = [], 0
    for run in _RUN.finditer(text):
        out.append(escape(text[done : run.start()], quote=False))
        out.append(f'<bdi dir="ltr"{unbroken(run.group())}>{escape(run.group(), quote=False)}</bdi>')
        done = run.end()
    return "".join([*out, escape(text[done:], quote=False)])


def unbroken(text: str) -> str:
    """The attribute that keeps a short reference on one line; a long one may break."""
    return ' class="one"' if len(text) <= 24 else ""


class _Isolator(HTMLParser):
    """Re-emits a page and isolates the runs of its right-to-left text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.stack: list[tuple[str, str]] = [("", "ltr")]

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.out.append(self.get_starttag_text() or "")
        if tag not in VOID:
            # Isolating inside a bdi again would change nothing but the size.
            self.stack.append(
                (tag, "ltr" if tag in UNTOUCHED else dict(attrs).get("dir") or self.stack[-1][1])
            )

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")
        if tag not in VOID and len(self.stack) > 1:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        tag, way = self.stack[-1]
        if tag in ("style", "script"):
            self.out.append(data)
        else:
            self.out.append(isolate(data) if way == "rtl" else escape(data, quote=False))


def isolate_page(html: str) -> str:
    """The page with every numeric or Latin run of its right-to-left text isolated."""
    parser = _Isolator()
    parser.feed(html)
    parser.close()
    return "".join(parser.out)
