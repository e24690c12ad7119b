"""The fonts of the papers: pinned packages of npm, never those of the machine.

Fontconfig is given an empty configuration, so a paper looks (and hashes) the same wherever it is rendered.
"""

# mypy: disallow-untyped-calls=False
# (WeasyPrint is not typed.)

from __future__ import annotations

import os
import tempfile
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it has no types
from weasyprint.text.fonts import FontConfiguration

from documents.errors import DocumentError

# Family, package, subset. One family per file: two files of one family share a name inside the PDF, and
# letters of the one are then drawn with the other. Arabic is Amiri, not Noto Naskh: the packaged Noto Naskh
# (2.021) draws dots apart from letters, so text copied out of the PDF loses its letters.
FAMILIES = {
    "Noto Sans": ("noto-sans", "latin"),
    "Noto Sans Extended": ("noto-sans", "latin-ext"),
    "Noto Sans Greek": ("noto-sans", "greek"),
    "Noto Sans Cyrillic": ("noto-sans", "cyrillic"),
    "Amiri": ("amiri", "arabic"),
}
WEIGHTS = (400, 700)
EMPTY_FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><cachedir>{cache}</cachedir></fontconfig>"""


class FontsMissing(DocumentError):
    """The font packages are not where the set-up puts them."""


def folder() -> Path:
    """Where the set-up installs the font packages."""
    return Path(settings.BASE_DIR) / "node_modules" / "@fontsource"


def files() -> dict[tuple[str, int], Path]:
    """Font files by family and weight. :raises FontsMissing: one is not installed."""
    found = {
        (family, weight): folder() / package / "files" / f"{package}-{subset}-{weight}-normal.woff2"
        for family, (package, subset) in FAMILIES.items()
        for weight in WEIGHTS
    }
    for path in found.values():
        if not path.is_file():
            raise FontsMissing("fonts_missing", path=path.name)
    return found


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """The ``@font-face`` rules, one per file."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: normal;'
        f' src: url("{path.as_uri()}") format("woff2"); }}'
        for (family, weight), path in files().items()
    )


@lru_cache(maxsize=1)
def configuration() -> FontConfiguration:
    """The one font configuration of this process, blind to the machine's own fonts."""
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="fontconfig-") as scratch:
        path = Path(scratch) / "fonts.conf"
        path.write_text(EMPTY_FONTCONFIG.format(cache=scratch))
        os.environ["FONTCONFIG_FILE"] = str(path)
        try:
            return FontConfiguration()
        finally:
            os.environ.pop("FONTCONFIG_FILE")
            if before is not None:
                os.environ["FONTCONFIG_FILE"] = before


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """Every character that the pinned fonts can draw."""
    found: set[int] = set()
    for path in files().values():
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)
