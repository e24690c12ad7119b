"""A clerical error is corrected by a new act, signed, that cites the first; the first stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from permits.codes import new_paper_code
from permits.effects.papers import rendered
from permits.effects.sealing import seal_paper
from permits.models import Paper, PaperStatus, Permit
from permits.papers import contexts
from permits.papers.build import build
from permits.registering import enter
from permits.writing import context, paper_of
from workflows.effects import Permanent, effect


@effect("issue_correction")
def issue_correction(case_id: int, permit_id: int, position: int) -> None:
    """The correcting act: « au lieu de … lire … », in the register beside the act that it corrects."""
    permit = Permit.objects.select_related("decision__number", "case__procedure", "case__commune").get(
        pk=permit_id
    )
    key = f"correction:{permit.pk}:{position}"
    if permit.decision is None or Paper.objects.filter(key=key).exists():
        return
    entry = permit.corrections[position - 1]
    case, name, day = permit.case, paper_of(permit.decision), date.fromisoformat(entry["on"])
    code = new_paper_code()
    facts = context(name, case, code=code, on=day, decision=permit.decision)
    if not isinstance(facts, contexts.DecisionGrant):
        raise Permanent(f"{permit} has no grant to correct.")
    told = contexts.Condition(text=f"Au lieu de « {entry['was']} », lire « {entry['should_be']} ».")
    number = f"{permit.number}-{position}"
    act = replace(facts.act, number=number)
    built = build(
        "decision_grant",
        replace(facts, act=act, corrects=permit.number, conditions=(told, *facts.conditions)),
    )
    version = seal_paper(case, name, key, rendered(case, name, built, day), day)
    enter(case, name, key, code, version, day, signed=True, decision=permit.decision, number=number)
    Paper.objects.filter(case=case, key=f"decision:{permit.decision.pk}").update(
        status=PaperStatus.SUPERSEDED
    )
