"""Reading what an action is given; what is wrong is named field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from pydantic import ValidationError

from workflows.reasons import Reason
from workflows.registry import Payload

_SENTENCES = {
    "missing": gettext_noop("is required"),
    "extra_forbidden": gettext_noop("is not part of this act"),
    "string_too_short": gettext_noop("is too short"),
    "too_short": gettext_noop("is too short"),
    "string_too_long": gettext_noop("is too long"),
}
_OTHERWISE = gettext_noop("cannot be read")


def parse_payload(model: type[Payload], raw: dict[str, Any]) -> tuple[Payload | None, tuple[Reason, ...]]:
    """The typed payload, or a reason for each wrong field."""
    if unreadable := [name for name, value in raw.items() if _has_nul(value)]:
        return None, tuple(Reason(f"payload:{name}", _unreadable(name)) for name in unreadable)
    try:
        return model.model_validate(raw), ()
    except ValidationError as error:
        return None, tuple(_reason(problem) for problem in error.errors(include_url=False))


def _has_nul(value: Any) -> bool:
    """A NUL character somewhere inside: no database text can hold it."""
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, Mapping):
        return any(_has_nul(part) for pair in value.items() for part in pair)
    if isinstance(value, list | tuple):
        return any(_has_nul(part) for part in value)
    return False


def _unreadable(name: str) -> str:
    return _("“%(field)s” has a character that cannot be stored: type it again.") % {"field": name}


def _reason(problem: Any) -> Reason:
    field = ".".join(str(part) for part in problem["loc"]) or "payload"
    what = _(_SENTENCES.get(problem["type"], _OTHERWISE))
    return Reason(f"payload:{field}", _("“%(field)s” %(what)s.") % {"field": field, "what": what})
