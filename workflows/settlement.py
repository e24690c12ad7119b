"""Settling what legal time has already decided, at its legal date, before anything else is done.

A late sweeper never changes who was right: whoever comes first, a person or the sweeper,
finds the same limits settled on the same days.
"""

from __future__ import annotations

import logging
from datetime import date

from django.db import transaction

from workflows import clocks, legaltime
from workflows.desk import facts_of, hold
from workflows.models import Clock
from workflows.move import Desk, Move, run
from workflows.procedures.grammar import ClockEffect
from workflows.registry import Payload, action_named

log = logging.getLogger(__name__)

ACTION_OF = {
    ClockEffect.NOTHING: "note_lateness",
    ClockEffect.UNKNOWN: "note_lateness",
    ClockEffect.ESCALATE: "escalate",
    ClockEffect.DEEMED_GRANTED: "deem_granted",
    ClockEffect.DEEMED_REFUSED: "deem_refused",
    ClockEffect.INADMISSIBLE: "reject_incomplete",
    ClockEffect.SUBSTITUTION: "open_substitution",
    ClockEffect.LAPSE_PERMIT: "lapse_permit",
    ClockEffect.END_DEFERRAL: "end_deferral",
}


class ClockPayload(Payload):
    """Which clock passed."""

    clock: str
    seat: str | None = None


def settle(desk: Desk, *, before: date) -> int:
    """Settle every limit whose last day is before this legal day, in legal order."""
    settled = 0
    while due := desk.board.due(before):
        _settle_one(desk, due[0])
        settled += 1
    return settled


def settle_case(case_id: int) -> int:
    """Settle one case under its lock; how many limits were settled."""
    with transaction.atomic():
        desk = hold(case_id)
        settled = settle(desk, before=legaltime.today())
        desk.flush()
    return settled


def settle_if_due(case_id: int) -> int:
    """Settle a case only if some limit of it has passed (one query otherwise)."""
    due = clocks.cases_due(legaltime.today()).filter(case_id=case_id).exists()
    return settle_case(case_id) if due else 0


def settle_all(most: int = 500) -> int:
    """Settle every case with a passed limit; one case that fails does not stop the others."""
    cases = clocks.cases_due(legaltime.today()).values_list("case_id", flat=True).distinct()[:most]
    settled = 0
    for case_id in list(cases):
        try:
            settled += settle_case(case_id)
        except Exception:
            log.exception("case %s could not be settled", case_id)
    return settled


def _settle_one(desk: Desk, clock: Clock) -> None:
    """Perform, as the engine and at the legal date, what the passing of this limit does."""
    desk.board.mark_passed(clock)
    facts = facts_of(desk, clock.due_on or legaltime.today())
    name = "lapse_opinion" if clock.consultation_id else ACTION_OF[ClockEffect(clock.on_lapse)]
    action = action_named(name)
    if action is None or facts.state not in action.states:
        action = action_named("note_lateness")
    assert action is not None  # registered at start; checked by the system check
    seat = next((row.seat for row in desk.consultations if row.pk == clock.consultation_id), None)
    values = ClockPayload(clock=clock.name, seat=seat)
    move = Move(desk=desk, action=action, on=facts.on, facts=facts, payload=values)
    move.record = {"clock": clock.name, "limit": facts.on.isoformat(), **({"seat": seat} if seat else {})}
    run(move)
