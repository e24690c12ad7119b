"""What anybody who has the code of a case may know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.functions import Function
from permits.lifecycle import PermitState
from permits.models import Permit
from permits.register import STATUS_OF
from workflows.consultation import SeatState
from workflows.explain import explain
from workflows.lifecycle import State
from workflows.models import Case


@dataclass(frozen=True, slots=True)
class Progress:
    """A case without anybody's name."""

    reference: str
    title: str
    commune: str
    deposited_on: date | None
    state: str
    round: int
    hands: str
    limits: tuple[str, ...]
    permit: str


def progress_of(case: Case) -> Progress:
    """Where a case stands, in whose hands it is, and until when, in the language in force."""
    language = get_language() or "fr"
    permit = Permit.objects.filter(case=case).first()
    open_clocks = case.clocks.open().order_by("due_on", "pk")
    return Progress(
        reference=case.reference or "",
        title=case.rules.title.in_language(language) if case.rules else case.kind,
        commune=case.commune.name,
        deposited_on=case.deposited_on,
        state=str(case.get_outcome_display() or case.get_state_display()),
        round=case.round,
        hands=in_whose_hands(case, permit),
        limits=tuple(explain(clock, language).sentence for clock in open_clocks),
        permit=str(STATUS_OF[PermitState(permit.state)][2]) if permit else "",
    )


def in_whose_hands(case: Case, permit: Permit | None) -> str:
    """Who is expected to act next: an office or the applicant."""
    if case.state in (State.INCOMPLETE, State.AMENDING):
        return _("The applicant")
    if case.state == State.IN_REVIEW:
        return _awaited(case) or _desk(case)
    if case.state in (State.SIGNING, State.DEFERRED):
        function = Function(case.decider).label
        return f"{case.authority.name} – {function}"
    if case.state == State.CLOSED:
        return _after(case, permit)
    return _desk(case)


def _awaited(case: Case) -> str:
    rows = case.consultations.filter(state=SeatState.REQUESTED).select_related("office").order_by("seat")
    return ", ".join(dict.fromkeys(row.office.name for row in rows))


def _desk(case: Case) -> str:
    return _("The one-stop desk of %(office)s") % {"office": case.commune.name}


def _after(case: Case, permit: Permit | None) -> str:
    if permit is not None and permit.state == PermitState.AWAITING_PAYMENT:
        return _("The applicant")
    if permit is not None and permit.state == PermitState.AWAITING_DELIVERY:
        return _desk(case)
    return _("Nobody: the procedure is over.")
