"""Which procedure applies: the kind and facts decide the track, the deposit date the regime."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workflows.models.procedure import ProcedureVersion
from workflows.procedures import store
from workflows.procedures.grammar import Procedure

if TYPE_CHECKING:
    from workflows.models import Case


def candidate(case: Case, on: date) -> tuple[Procedure | None, str]:
    """The procedure that a draft would be pinned to on that day, or why there is none."""
    try:
        version, _ruling = rule(case, on)
    except store.NoProcedure as error:
        return None, str(error)
    if version is None:
        return None, _("No rule of the annexes places this project; ask the desk to classify it.")
    return version.procedure, ""


def rule(case: Case, on: date) -> tuple[ProcedureVersion | None, dict[str, Any]]:
    """The version that applies and the ruling that chose its track, as it is recorded."""
    by_officer = case.track_ruling if case.track_ruling.get("by") else None
    if by_officer:
        return store.version_for(case.country, case.kind, by_officer["track"], on), by_officer
    decision = store.decide_track(case.country, case.kind, case.facts, on)
    if decision.track is None:
        return None, {}
    ruling = {
        "track": decision.track,
        "rule": decision.rule or "",
        "law": decision.basis.law if decision.basis else "",
    }
    return store.version_for(case.country, case.kind, decision.track, on), ruling


def rule_text(case: Case) -> str:
    """The deciding rule in the reader's language, or the officer's reason."""
    if case.track_ruling.get("by"):
        return str(case.track_ruling.get("reason", ""))
    name = case.track_ruling.get("rule", "")
    rules = case.rules.track_rules if case.rules else ()
    text = next((entry.text for entry in rules if entry.name == name), None)
    return text.in_language(get_language() or "fr") if text else name
