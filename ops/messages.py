"""Bring the catalogues of translations up to date: ``.venv/bin/python -m ops.messages``.

Every string of the product comes into ``locale/<language>/LC_MESSAGES/django.po``, those that are gone
leave it, and what still waits for a translation is named. With ``--check`` nothing is written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from ops.msgids import extracted
from ops.paths import BASE

#: The same rules as in Django's own catalogues: two rules in one language would be read apart.
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 && n%100<=99 ? 4 : 5;",
}
#: No dates, no names: a catalogue changes only when its strings do.
HEADER = (
    'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n"Language: {language}\\n"\n"Plural-Forms: {plurals}\\n"\n\n'
)


def main(arguments: list[str]) -> int:
    """Merge, write and report; 1 if a string has no translation."""
    parser = argparse.ArgumentParser(prog="ops.messages", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    only_check = parser.parse_args(arguments).check
    found = extracted()
    missing = 0
    for language in PLURALS:
        catalogue = merged(read(language), found)
        if not only_check:
            path(language).write_bytes(written(catalogue, language))
        for message in untranslated(catalogue):
            missing += 1
            print(f"{language}: {_place(message)}: {message.id}")
    print(f"{len(found)} strings, {missing} translations missing")
    return 1 if missing else 0


def path(language: str, base: Path = BASE) -> Path:
    """Where the catalogue of a language lies."""
    return base / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str, base: Path = BASE) -> Catalog:
    """The catalogue as it is kept; an empty one for a language that has none yet."""
    file = path(language, base)
    text = file.read_bytes() if file.exists() else _header(language)
    return read_po(BytesIO(text), locale=language, domain="django")


def merged(kept: Catalog, found: Catalog) -> Catalog:
    """The strings of the sources, in their order, each with the translation that was kept, if any."""
    result = Catalog(locale=kept.locale, domain="django", charset="utf-8")
    for message in _strings(found):
        known = kept.get(message.id, message.context)
        said = known.string if known is not None and not known.fuzzy else ""
        result.add(
            message.id,
            said,
            locations=message.locations,
            flags=known.flags if known is not None else (),
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known is not None else (),
            context=message.context,
        )
    return result


def untranslated(catalogue: Catalog) -> Iterator[Message]:
    """Strings without a translation, or with some plural form left empty."""
    for message in _strings(catalogue):
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.fuzzy or not all(forms):
            yield message


def written(catalogue: Catalog, language: str) -> bytes:
    """The catalogue as text, with file names but no line numbers."""
    body = BytesIO()
    write_po(body, catalogue, omit_header=True, include_lineno=False, width=100)
    return _header(language) + body.getvalue()


def _strings(catalogue: Catalog) -> list[Message]:
    """Every message but the header, which Babel keeps under the empty string."""
    return [message for message in catalogue if message.id]


def _place(message: Message) -> str:
    return ", ".join(sorted({file for file, _line in message.locations}))


def _header(language: str) -> bytes:
    return HEADER.format(language=language, plurals=PLURALS[language]).encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
