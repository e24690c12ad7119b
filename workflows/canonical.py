"""One way to write a value as bytes, so that a hash means the same thing anywhere, for decades.

Canonical form ``c1``: JSON in UTF-8, keys sorted by code point, no white space, strings in Unicode NFC,
dates and times in ISO 8601 (times in UTC with microseconds), decimals as strings, no binary fractions.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

CANON = "c1"

REFUSED_TYPE = (
    "A value of type %s cannot be recorded. Give text, whole numbers, decimals, dates, lists, mappings."
)


class NotCanonical(ValueError):
    """A value that cannot be written in canonical form; the message says which and why."""


def moment(value: datetime) -> str:
    """A time in UTC with microseconds, as it is hashed."""
    if value.tzinfo is None:
        raise NotCanonical("A recorded time needs its time zone.")
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def text(value: str) -> str:
    """The string in NFC. Refuses what PostgreSQL or UTF-8 cannot hold."""
    if "\x00" in value:
        raise NotCanonical("A recorded text cannot contain the NUL character.")
    if value.isascii():
        return str.__str__(value)
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("A recorded text cannot contain half of a surrogate pair.") from error
    return unicodedata.normalize("NFC", value)


def number(value: Decimal) -> str:
    """A decimal without exponent and with the digits that it was given."""
    if not value.is_finite():
        raise NotCanonical("A recorded amount must be a finite number.")
    return format(value, "f")


def _mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    """The mapping with plain keys; two keys that only differ before NFC are refused."""
    plain: dict[str, Any] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise NotCanonical("The keys of a recorded mapping must be text.")
        name = text(key)
        if name in plain:
            raise NotCanonical(f"The key {name!r} comes twice.")
        plain[name] = normal(item)
    return plain


def _scalar(value: Any) -> str:
    match value:
        case Decimal():
            return number(value)
        case datetime():
            return moment(value)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
    raise NotCanonical(REFUSED_TYPE % type(value).__name__)


def normal(value: Any) -> Any:
    """The value in plain JSON types, as it is stored and hashed. Raises NotCanonical."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return text(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list | tuple):
        return [normal(item) for item in value]
    return _scalar(value)


def canonical(value: Any) -> bytes:
    """The canonical bytes of a value. Raises NotCanonical."""
    return json.dumps(normal(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
