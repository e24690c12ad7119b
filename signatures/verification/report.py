"""The verdict as text for people and as data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from signatures.verification.verdict import Problem, SignatureVerdict, Verdict


def accepted(verdict: Verdict, status: Mapping[str, Any] | None) -> bool:
    """The file proves itself, and the register, where it knows it, does not say otherwise."""
    return verdict.ok and (status is None or bool(status.get("valid", True)))


def as_data(verdict: Verdict, status: Mapping[str, Any] | None) -> dict[str, Any]:
    """Plain data for JSON. Codes are stable, sentences are in the language in force."""
    return {
        "ok": accepted(verdict, status),
        "sha256": verdict.sha256,
        "size": verdict.size,
        "complete": verdict.complete,
        "demonstration": verdict.demonstration,
        "signatures": [_signature(entry) for entry in verdict.signatures],
        "required": [
            {"function": one.function, "office": one.office, "field": one.field, "present": one.present}
            for one in verdict.required
        ],
        "problems": [_problem(entry) for entry in verdict.problems],
        "register": dict(status) if status is not None else None,
    }


def as_lines(verdict: Verdict, status: Mapping[str, Any] | None) -> Iterator[str]:
    """The verdict, line by line, in the language in force."""
    yield _("ACCEPTED") if accepted(verdict, status) else _("NOT ACCEPTED")
    yield f"SHA-256 {verdict.sha256}"
    if verdict.demonstration:
        yield _("Demonstration certificates: this file has no legal value.")
    for entry in verdict.signatures:
        yield from _lines(entry)
    if verdict.complete is not None:
        yield _("Complete: %(answer)s") % {"answer": _yes(verdict.complete)}
    for problem in verdict.file_problems:
        yield f"! {problem}"
    if status is not None:
        said = status.get("sentence") or status.get("status") or "?"
        yield _("Register: %(status)s") % {"status": said}


def _lines(entry: SignatureVerdict) -> Iterator[str]:
    yield _("Signature %(field)s: %(signer)s") % {"field": entry.field, "signer": entry.signer or "?"}
    if entry.identity:
        yield "  " + _("Function: %(function)s, office: %(office)s") % {
            "function": entry.identity.function,
            "office": entry.identity.office,
        }
    when = entry.stamped_at or entry.claimed_at
    if when:
        kind = _("time stamp") if entry.stamped_at else _("signer's own clock")
        yield "  " + _("Signed: %(when)s (%(kind)s)") % {"when": _local(when), "kind": kind}
    yield "  " + _("Intact: %(intact)s. Trusted: %(trusted)s. Level: %(level)s") % {
        "intact": _yes(entry.intact and not entry.modified_after),
        "trusted": _yes(entry.trusted),
        "level": entry.level or "?",
    }
    for problem in entry.problems:
        yield f"  ! {problem}"


def _signature(entry: SignatureVerdict) -> dict[str, Any]:
    return {
        "field": entry.field,
        "signer": entry.signer,
        "function": entry.identity.function if entry.identity else None,
        "office": entry.identity.office if entry.identity else None,
        "ok": entry.ok,
        "intact": entry.intact,
        "trusted": entry.trusted,
        "modified_after": entry.modified_after,
        "level": entry.level,
        "stamped_at": entry.stamped_at.isoformat() if entry.stamped_at else None,
        "claimed_at": entry.claimed_at.isoformat() if entry.claimed_at else None,
    }


def _problem(entry: Problem) -> dict[str, str]:
    return {"code": entry.reason.value, "field": entry.field, "sentence": str(entry)}


def _yes(answer: bool) -> str:
    return _("yes") if answer else _("no")


def _local(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M:%S %z")
