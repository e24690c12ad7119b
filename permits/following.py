"""What anybody who has the code of a case may know of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.functions import Function
from permits.lifecycle import PermitState
from permits.models import Permit
from permits.parts import Moment
from permits.register import STATUS_OF
from workflows.consultation import SeatState
from workflows.explain import explain
from workflows.lifecycle import Outcome, State
from workflows.models import Case, Clock

#: Whose clock counts while the file is in this state; in review, those of the seats do.
OWNER_IN = {
    State.FILED: "desk",
    State.INCOMPLETE: "applicant",
    State.AMENDING: "applicant",
    State.DECIDING: "authority",
    State.SIGNING: "authority",
    State.DEFERRED: "authority",
}


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
    due: date | None
    moments: tuple[Moment, ...]


def progress_of(case: Case) -> Progress:
    """Where a case stands, in whose hands it is, and until when, in the language in force."""
    language = get_language() or "fr"
    permit = Permit.objects.filter(case=case).first()
    open_clocks = list(case.clocks.open().order_by("due_on", "pk"))
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
        due=_due(case, open_clocks),
        moments=tuple(_moments(case)),
    )


def _due(case: Case, clocks: list[Clock]) -> date | None:
    """The first last day of whoever has the file in hand; none where no limit runs."""
    if case.state == State.IN_REVIEW:
        waited = [clock for clock in clocks if clock.consultation_id is not None]
    else:
        waited = [clock for clock in clocks if clock.owner == OWNER_IN.get(State(case.state))]
    return next((clock.due_on for clock in waited if clock.due_on is not None), None)


def _moments(case: Case) -> Iterator[Moment]:
    """The moves of the file, newest first, at their legal dates. Nobody is named."""
    moves = case.journal.filter(subject="case").exclude(to_state=F("from_state")).exclude(to_state="")
    for entry in moves.order_by("-seq"):
        outcome = Outcome(entry.outcome).label if entry.outcome else ""
        if entry.to_state != State.DRAFT:
            yield Moment(outcome or State(entry.to_state).label, entry.effective_on)


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
    return _(", ").join(dict.fromkeys(row.office.name for row in rows))


def _desk(case: Case) -> str:
    return _("The one-stop desk of %(office)s") % {"office": case.commune.name}


def _after(case: Case, permit: Permit | None) -> str:
    if permit is not None and permit.state == PermitState.AWAITING_PAYMENT:
        return _("The applicant")
    if permit is not None and permit.state == PermitState.AWAITING_DELIVERY:
        return _desk(case)
    return _("Nobody: the procedure is over.")
