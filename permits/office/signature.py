"""The signing desk: what awaits my signature, by which delegation, and what I signed this month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accounts.models import Delegation
from permits.dossier import dossier_of
from permits.models import Decision, DecisionState
from permits.office import casefile
from permits.office.casefile import LimitShown, SeatShown
from permits.office.mine import Posts
from permits.office.words import object_of, procedure_of
from workflows.lifecycle import State
from workflows.models import Case, JournalEntry

BEGIN = "begin_signature"


@dataclass(frozen=True, slots=True)
class Card:
    """An act to sign: what, where, who said what."""

    case: Case
    decision: Decision
    title: str
    object: str
    place: str
    seats: tuple[SeatShown, ...]
    limit: LimitShown | None

    @property
    def ready(self) -> bool:
        """The paper is there, and no signature is being applied."""
        return self.decision.unsigned_id is not None and not self.decision.begun


@dataclass(frozen=True, slots=True)
class Signed:
    """An act that I signed."""

    case: Case
    number: str
    title: str
    on: date


def awaiting(posts: Posts) -> list[Case]:
    """Cases whose signature is mine to give, the next limit first."""
    signing = posts.cases().filter(state=State.SIGNING).select_related("procedure", "commune", "authority")
    cases = list(signing.select_related("application").order_by("deposited_on", "pk"))
    return [case for case in cases if _mine(posts, case)]


def _mine(posts: Posts, case: Case) -> bool:
    """Whose turn it is: the decider's, unless the procedure has several signatures."""
    if case.rules is None or len(case.rules.signatures) < 2:
        return (case.decider, case.authority_id) in posts.places
    return dossier_of(case).signatory in posts.places


def cards(cases: Iterable[Case]) -> list[Card]:
    """The cards of these cases."""
    made = [card_of(case) for case in cases]
    return [card for card in made if card is not None]


def card_of(case: Case) -> Card | None:
    """One card; None where no decision was sent."""
    decision = casefile.decision_of(case)
    if decision is None or decision.state != DecisionState.SENT:
        return None
    seats = [seat for seat in casefile.seats_of(case) if seat.row.round == case.round]
    running, _settled = casefile.limits_of(case)
    parcels = case.application.parcels.all()
    return Card(
        case=case,
        decision=decision,
        title=procedure_of(case),
        object=object_of(case.application),
        place=", ".join(parcel.land_reference for parcel in parcels),
        seats=tuple(seats),
        limit=running[0] if running else None,
    )


def signed_this_month(posts: Posts) -> list[Signed]:
    """Acts whose signature I began since the first of the month, the last one first."""
    rows = JournalEntry.objects.filter(
        actor=posts.user,
        action=BEGIN,
        subject="case",
        effective_on__gte=posts.day.replace(day=1),
        case__in=posts.cases().values("pk"),
    ).select_related("case__procedure")
    living = Decision.objects.exclude(state=DecisionState.VOID).filter(case__in=[row.case_id for row in rows])
    numbers = {one.case_id: one.number.text for one in living.select_related("number") if one.number}
    return [
        Signed(row.case, numbers.get(row.case_id, ""), procedure_of(row.case), row.effective_on)
        for row in rows.order_by("-recorded_at")
    ]


def delegations(posts: Posts) -> list[Delegation]:
    """Delegations given by me or to me that hold today."""
    mine = Q(delegate=posts.user) | Q(delegator=posts.user)
    rows = Delegation.objects.filter(mine, valid_from__lte=posts.day, valid_to__gte=posts.day)
    return list(rows.select_related("post__office", "delegator", "delegate").order_by("valid_to"))
