"""Taking a case in hand: the lock, always first, and everything the rules look at."""

from __future__ import annotations

from datetime import date

from workflows import clocks
from workflows.facts import Facts, gather
from workflows.models import Case, Consultation, Opinion
from workflows.move import Desk
from workflows.reasons import NotVisible


def hold(case_id: int) -> Desk:
    """Lock a case for the rest of the transaction. Raises ``NotVisible`` when there is none."""
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("procedure", "commune", "authority")
        .filter(pk=case_id)
        .first()
    )
    if case is None:
        raise NotVisible
    return desk_of(case)


def desk_of(case: Case) -> Desk:
    """What the rules look at: clocks, seats in their latest round, opinions that count."""
    consultations = list(
        Consultation.objects.filter(case=case)
        .order_by("seat", "-round")
        .distinct("seat")
        .select_related("office")
    )
    opinions = Opinion.objects.filter(consultation__in=[row.pk for row in consultations], current=True)
    return Desk(
        case=case,
        board=clocks.open_board(case),
        consultations=consultations,
        opinions={opinion.consultation_id: opinion for opinion in opinions},
    )


def facts_of(desk: Desk, on: date) -> Facts:
    """The facts of the case on a legal day."""
    return gather(desk.case, on, desk.consultations, desk.opinions)
