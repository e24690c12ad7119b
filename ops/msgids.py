"""Every string of the product that is shown to people, found in the code and in the templates.

Babel reads Python; Django turns a template into Python that Babel can read. So neither xgettext nor a
database is needed.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

from ops.paths import BASE

FOLDERS = ("accounts", "config", "documents", "permits", "signatures", "workflows", "templates")
TEMPLATES = {".html", ".txt"}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
COMMENTS = ("Translators:",)

#: Strings of Django itself that are said otherwise here: Morocco has its own names of the months.
LONG = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
MONTHS = (
    *((name, None) for name in LONG),
    *((name[:3].lower(), None) for name in LONG),
    *((name, "abbrev. month") for name in SHORT),
    *((name, "alt. month") for name in LONG),
)


def extracted(base: Path = BASE) -> Catalog:
    """All strings below a checkout, each with the files it is in and the notes left for translators."""
    found = Catalog(charset="utf-8")
    for path in sources(base):
        where = (path.relative_to(base).as_posix(), 0)
        source = BytesIO(as_python(path).encode())
        for _line, message, comments, context in extract("python", source, KEYWORDS, COMMENTS, _UTF8):
            found.add(message, locations=[where], auto_comments=comments, context=context)
    for name, context in MONTHS:
        found.add(name, locations=[("django.utils.dates", 0)], context=context)
    return found


def sources(base: Path) -> list[Path]:
    """Files that can hold strings, in a stable order."""
    files = (path for folder in FOLDERS for path in (base / folder).rglob("*") if path.is_file())
    return sorted(path for path in files if path.suffix == ".py" or _is_template(path))


def as_python(path: Path) -> str:
    """The text of a source; of a template, only its calls of gettext (all else is blanked out)."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    # Indentation means nothing in a template, and much in Python.
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())


def _is_template(path: Path) -> bool:
    return path.suffix in TEMPLATES and "templates" in path.parts


_UTF8 = {"encoding": "utf-8"}
