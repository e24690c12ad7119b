"""The library of a country: what its packs name instead of writing it again, and short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from workflows.procedures.problems import PackError
from workflows.procedures.source import Value

NAMED = ("facts", "track_rules", "pieces", "seats", "clocks", "fees", "exemptions", "papers", "grounds")
SINGLE = ("silence", "validity", "rounds", "missing_pieces", "deferral", "designer")
SECTIONS = (*NAMED, *SINGLE, "signatures", "texts", "conditions", "frames")
TEXTS = ("text", "title", "track_title")

LIMIT = re.compile(r"^(?P<n>\d+) (?P<unit>working days?|calendar days?|months?)$")
BASIS = re.compile(r"^(?P<confidence>confirmed|partly|reported|default|unknown), (?P<law>\S.*)$")


@dataclass
class Library:
    """Named parts by section. What a name stands for is expanded when it is taken."""

    sections: dict[str, dict[str, Value]] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def add(self, file: Value) -> None:
        """Add a library file. Raises ``PackError`` on a foreign section or a name given twice."""
        for section, entries in file.fields.items():
            if section not in SECTIONS:
                known = ", ".join(SECTIONS)
                raise entries.error(f"unknown section '{section}' of a library; there are: {known}")
            here = self.sections.setdefault(section, {})
            for name, value in entries.fields.items():
                if name in here:
                    there = f"{here[name].file}:{here[name].line}"
                    raise value.error(f"'{name}' is already in section '{section}' ({there})")
                here[name] = value

    def take(self, section: str, name: str, asked: Value) -> Value:
        """The part of that name, expanded. Raises ``PackError`` where it is asked but not defined."""
        part = self.take_raw(section, name, asked)
        mark = f"{section} {name}"
        if mark in self._open:
            raise part.error(f"'{name}' is made of itself")
        self._open.append(mark)
        try:
            return self._named_part(section, name, part)
        finally:
            self._open.pop()

    def take_raw(self, section: str, name: str, asked: Value) -> Value:
        """The part of that name as it is written."""
        part = self.sections.get(section, {}).get(name)
        if part is None:
            raise asked.error(f"'{name}' is not in section '{section}' of the library")
        return part

    def expand(self, key: str, value: Value) -> Value:
        """A field as the grammar wants it: names replaced by what they stand for, short forms written out."""
        if value.word is not None:
            return self._word(key, value, value.word)
        if isinstance(value.data, dict):
            inner = value.data.items()
            return value.with_data({k: self.expand("text" if key == "choices" else k, v) for k, v in inner})
        if isinstance(value.data, tuple):
            return value.with_data(tuple(self.item(key, item) for item in value.data))
        return value

    def item(self, key: str, item: Value) -> Value:
        """One item of a list of that name."""
        if key in NAMED or key == "signatures":
            return self._part(key, item)
        if key in ("all", "any"):
            return self.expand("when", item)
        return self.expand("limit" if key == "extensions" else "", item)

    def _word(self, key: str, value: Value, word: str) -> Value:
        if key in ("when", "not"):
            return self.take("conditions", word, value)
        if key in SINGLE:
            return self.take(key, word, value)
        if key in TEXTS:
            return self.take("texts", word, value)
        if key == "basis" or key.endswith("_basis"):
            return _basis(value, word)
        return _limit(value, word) if key == "limit" and word != "unknown" else value

    def _part(self, section: str, item: Value) -> Value:
        """A part: a name of the library, ``use: name`` with fields of its own, or written out."""
        if item.word is not None:
            return self.take(section, item.word, item)
        own = item.fields
        if "use" not in own:
            return self.expand("", item)
        used = own["use"].word
        if used is None:
            raise own["use"].error("'use' wants a name of the library")
        rest = {key: value for key, value in own.items() if key != "use"}
        part = self.take(section, used, own["use"]).fields
        return item.with_data({**part, **self.expand("", item.with_data(rest)).fields})

    def _named_part(self, section: str, name: str, part: Value) -> Value:
        if section in ("conditions", "texts"):
            return self.expand("when" if section == "conditions" else "", part)
        expanded = self.expand("", part)
        if section not in NAMED:
            return expanded
        return expanded.with_data({"name": part.with_data(name), **expanded.fields})


def gather(files: Iterable[Value]) -> Library:
    """The library of a country from its files."""
    library = Library()
    for file in files:
        library.add(file)
    return library


def _limit(value: Value, word: str) -> Value:
    found = LIMIT.match(word)
    if found is None:
        raise _short_form(value, word, "15 working days, 60 calendar days, 2 months, or unknown")
    unit = found["unit"].replace(" ", "_").rstrip("s") + "s"
    fields = {"n": value.with_data(int(found["n"])), "unit": value.with_data(unit)}
    return value.with_data(dict(fields))


def _basis(value: Value, word: str) -> Value:
    found = BASIS.match(word)
    if found is None:
        wanted = "confirmed, loi 12-90 art. 48 (or partly, reported, default, unknown, then the text of law)"
        raise _short_form(value, word, wanted)
    return value.with_data({key: value.with_data(found[key]) for key in ("law", "confidence")})


def _short_form(value: Value, word: str, wanted: str) -> PackError:
    return value.error(f"'{word}' cannot be read; write: {wanted}")
