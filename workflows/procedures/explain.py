"""What the grammar refuses, in plain words, at the line where it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workflows.procedures.problems import Problem
from workflows.procedures.source import Value

WORDS = {
    "missing": "'{last}' is missing",
    "extra_forbidden": "unknown key '{last}'",
    "string_type": "a text is expected, not {input}",
    "string_too_short": "the text is empty",
    "string_too_long": "the text is too long",
    "string_pattern_mismatch": "'{input}' is not a name of the right form ({pattern})",
    "int_type": "a whole number is expected, not {input}",
    "int_parsing": "a whole number is expected, not {input}",
    "int_from_float": "a whole number is expected, not {input}",
    "bool_type": "true or false is expected, not {input}",
    "bool_parsing": "true or false is expected, not {input}",
    "decimal_type": "a number is expected, not {input}",
    "decimal_parsing": "a number is expected, not {input}",
    "literal_error": "'{input}' is not one of {expected}",
    "enum": "'{input}' is not one of {expected}",
    "greater_than": "must be more than {gt}, not {input}",
    "less_than_equal": "must be at most {le}, not {input}",
    "tuple_type": "a list is expected, not {input}",
    "dict_type": "keys and values are expected, not {input}",
    "model_type": "keys and values are expected, not {input}",
    "date_parsing": "a date is expected (2023-07-13), not {input}",
    "date_from_datetime_parsing": "a date is expected (2023-07-13), not {input}",
    "date_type": "a date is expected (2023-07-13), not {input}",
}


def explain(error: ValidationError, source: Value, procedure: str) -> Iterator[Problem]:
    """One problem for each place that the grammar refuses."""
    places: dict[tuple[str | int, ...], list[ErrorDetails]] = {}
    for detail in error.errors(include_url=False):
        places.setdefault(_walk(source, detail["loc"]), []).append(detail)
    for path, details in places.items():
        place = source.at(path)
        reasons = dict.fromkeys(_reason(detail) for detail in details)
        where = _where(source, path)
        reason = f"{where}: {' – or '.join(reasons)}" if where else "; ".join(reasons)
        yield Problem(place.file, place.line, procedure, reason)


def _reason(detail: ErrorDetails) -> str:
    pattern = WORDS.get(detail["type"])
    context: dict[str, Any] = {
        **(detail.get("ctx") or {}),
        "last": detail["loc"][-1] if detail["loc"] else "",
        "input": _shown(detail["input"]),
    }
    message = detail["msg"].removeprefix("Value error, ")
    return pattern.format(**context) if pattern else message


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return "keys and values" if isinstance(value, dict) else "a list"
    return "nothing" if value is None else str(value)


def _walk(source: Value, location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The steps of a location that are written in the pack (the grammar adds some of its own)."""
    path: list[str | int] = []
    value = source
    for step in location:
        inner = value.at((step,))
        if inner is not value:
            path.append(step)
            value = inner
    return tuple(path)


def _where(source: Value, path: tuple[str | int, ...]) -> str:
    """The place in words: items of a list by their name."""
    words: list[str] = []
    value = source
    for step in path:
        value = value.at((step,))
        name = value.data.get("name") if isinstance(value.data, dict) and isinstance(step, int) else None
        words.append(str(name.data) if name is not None else str(step))
    return " › ".join(words)
