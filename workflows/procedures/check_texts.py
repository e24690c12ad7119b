"""Every text is there in the three languages, and the Arabic one is in Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from workflows.procedures.grammar import Text
from workflows.procedures.loader import Loaded
from workflows.procedures.problems import Problem

ARABIC = re.compile(r"[\u0621-\u064a]{2}")
LATIN = re.compile(r"[A-Za-zÀ-ÿ]{2}|\d")

Path = tuple[str | int, ...]


def text_problems(entry: Loaded) -> Iterator[Problem]:
    """Texts that a reader could not read."""
    for path, text in _texts((), entry.procedure):
        if not ARABIC.search(text.ar):
            yield entry.problem(f"the Arabic text '{text.ar}' is not in Arabic", *path, "ar")
        for language in ("fr", "en"):
            words = getattr(text, language)
            if ARABIC.search(words) or not LATIN.search(words):
                yield entry.problem(
                    f"the text '{words}' is not in its language ({language})", *path, language
                )


def _texts(path: Path, value: object) -> Iterator[tuple[Path, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for key in type(value).model_fields:
            yield from _texts((*path, key), getattr(value, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts((*path, index), item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts((*path, key), item)
