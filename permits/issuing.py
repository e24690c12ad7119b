"""A permit comes out of a case, by a signed decision or by silence."""

from __future__ import annotations

from permits import fees
from permits.decisions import living
from permits.lifecycle import PermitState
from permits.models import Permit
from workflows import numbers
from workflows.move import Move
from workflows.procedures.grammar import Phase


def grant_express(move: Move) -> None:
    """The signed decision makes the permit, with the fees that it calls for."""
    if not move.rules.has(Phase.PERMIT):
        return
    decision = living(move)
    number = decision.number.text if decision.number else str(move.case.reference)
    permit = Permit(case=move.case, decision=decision, number=number, granted_on=move.on)
    permit.save()
    dues = (
        fees.work_out(move.rules, move.case.facts, move.case.commune) if move.rules.has(Phase.PAYMENT) else ()
    )
    fees.charge(permit, dues)
    move.moved(f"permit:{permit.pk}", "", permit.state, number=permit.number)
    if fees.outstanding(permit) <= 0:
        before = permit.state
        permit.settle_fees()
        permit.save()
        move.moved(f"permit:{permit.pk}", before, permit.state, fees="none due")
    _supersede_amended(move, permit)


def grant_deemed(move: Move) -> None:
    """Silence makes the permit on its own date, in force without delivery (loi 12-90 art. 48-49)."""
    if not move.rules.has(Phase.PERMIT):
        return
    office, year = move.case.commune, move.on.year
    position = numbers.next_number(office, f"deemed:{move.rules.prefix}", year)
    text = numbers.reference(f"{move.rules.prefix}.T", office.code, year, position)
    permit = Permit(case=move.case, number=text, granted_on=move.on, deemed=True, state=PermitState.IN_FORCE)
    permit.save()
    move.moved(f"permit:{permit.pk}", "", permit.state, number=permit.number)
    try:
        dues = fees.work_out(move.rules, move.case.facts, move.case.commune)
    except fees.RateUnknown:
        dues = ()  # silence waits for no rate: the permit then has no fee line, and nobody is told yet
    fees.charge(permit, dues)
    move.result["permit"] = permit.number


def _supersede_amended(move: Move, permit: Permit) -> None:
    """The permit that this one amends is told so by a job: it belongs to another case, with its own lock."""
    amended = move.case.application.amends
    if amended is not None and move.rules.kind in ("modifier", "surelever"):
        move.enqueue("supersede_permit", permit_id=amended.pk, by_id=permit.pk)
