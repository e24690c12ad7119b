"""Compares the signatures present with those the act says it must carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from signatures.identity import Identity
from signatures.verification.verdict import Problem, Reason, RequiredVerdict, SignatureVerdict

KEY = "required_signatures"


def required_of(act: Mapping[str, Any]) -> list[dict[str, str]]:
    """The signatures that the act names. Raises ValueError when the list makes no sense."""
    entries = act.get(KEY, [])
    if not isinstance(entries, list):
        raise ValueError("The required signatures are not a list.")
    for entry in entries:
        if not isinstance(entry, dict) or not all(
            isinstance(entry.get(key), str) for key in ("function", "office", "field")
        ):
            raise ValueError("A required signature needs function, office and field.")
    return entries


def compare(
    required: Sequence[Mapping[str, str]], signatures: Sequence[SignatureVerdict]
) -> tuple[tuple[RequiredVerdict, ...], tuple[Problem, ...]]:
    """Which required signatures are present, and a problem for each that is not, or is somebody else's."""
    by_field = {entry.field: entry for entry in signatures}
    verdicts, problems = [], []
    for wanted in required:
        found = by_field.get(wanted["field"])
        reason = _reason(wanted, found)
        names = {"function": wanted["function"], "office": wanted["office"]}
        verdicts.append(RequiredVerdict(**names, field=wanted["field"], present=reason is None))
        if reason:
            problems.append(Problem(reason=reason, field=wanted["field"], params=names))
    return tuple(verdicts), tuple(problems)


def _reason(wanted: Mapping[str, str], found: SignatureVerdict | None) -> Reason | None:
    if found is None:
        return Reason.INCOMPLETE
    if found.identity is None and not found.ok:
        return None  # it cannot be read at all, and its own problem says so
    if found.identity != Identity(wanted["office"], wanted["function"]):
        return Reason.WRONG_SIGNATORY
    return None
