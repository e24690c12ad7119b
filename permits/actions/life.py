"""The life of a permit: delivery, works, suspension, lapse, revocation, correction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from permits.actions.guards import permit_is
from permits.lifecycle import ALIVE, PermitState
from permits.models import Permit
from workflows.actions.completeness import WithReason
from workflows.actions.roles import DECIDES, DESK, NOBODY, PARTY
from workflows.events import Event
from workflows.facts import Facts
from workflows.lifecycle import State
from workflows.move import Move
from workflows.reasons import Reason
from workflows.registry import Action, register
from workflows.settlement import ClockPayload

CLOSED = frozenset({State.CLOSED})


class ByAct(WithReason):
    """A new act: its number, and the ground on which it rests."""

    act: str = Field(min_length=1, max_length=120)


class Correct(ByAct):
    """A clerical error: what was written and what should have been."""

    was: str = Field(min_length=1, max_length=500)
    should_be: str = Field(min_length=1, max_length=500)


def fees_come_first(facts: Facts, values: Any) -> Iterator[Reason]:
    """Payment comes before delivery (décret 2-13-424 art. 28)."""
    if facts.dossier.permit is not None and not facts.dossier.permit.fees_settled:
        yield Reason("unpaid", _("The fees are not settled."))


def pieces_come_first(facts: Facts, values: Any) -> Iterator[Reason]:
    """Pieces due before delivery."""
    if facts.dossier.permit is not None and facts.dossier.permit.missing_before_delivery:
        names = ", ".join(facts.dossier.permit.missing_before_delivery)
        yield Reason("pieces", _("Pieces due before delivery are missing: %(names)s.") % {"names": names})


def _step(move: Move, change: Callable[[Permit], None], **record: Any) -> Permit:
    """Move the permit, journal it, and leave the case as it is."""
    permit: Permit = move.case.permit
    before = permit.state
    change(permit)
    permit.save()
    move.moved(f"permit:{permit.pk}", before, permit.state, **record)
    move.record = {"permit": permit.number, **record}
    return permit


def deliver(move: Move) -> None:
    """Hand the permit over, with its plans « ne varietur »."""

    def change(permit: Permit) -> None:
        permit.deliver()
        permit.delivered_on = move.on

    _step(move, change)


def open_works(move: Move) -> None:
    """Notice of the opening of works: the permit no longer lapses (loi 12-90 art. 49)."""
    move.case.permit.works_opened_on = move.on
    move.case.permit.save()
    move.record = {"opened_on": move.on}


def declare_completion(move: Move) -> None:
    """The works are finished."""
    move.case.permit.completed_on = move.on
    move.case.permit.save()
    move.record = {"completed_on": move.on}


def suspend(move: Move) -> None:
    """Suspended by a new act, or by a judge."""
    _step(move, Permit.suspend, **move.payload.model_dump())


def reinstate(move: Move) -> None:
    """The suspension ends."""
    _step(move, Permit.reinstate, **move.payload.model_dump())


def _ending(change: Callable[[Permit], None]) -> Callable[[Move], None]:
    def apply(move: Move) -> None:
        def end(permit: Permit) -> None:
            change(permit)
            permit.ended_on = move.on

        _step(move, end, **move.payload.model_dump())

    return apply


def correct(move: Move) -> None:
    """A clerical error is corrected by a new act; the first one stays as it was signed."""
    permit: Permit = move.case.permit
    permit.corrections = [*permit.corrections, {**move.payload.model_dump(), "on": move.on.isoformat()}]
    permit.save()
    move.record = {"permit": permit.number, **move.payload.model_dump()}
    move.enqueue("issue_correction", permit_id=permit.pk, position=len(permit.corrections))


def _life(name: str, label: Any, roles: frozenset[str], states: tuple[PermitState, ...], **more: Any) -> None:
    guards = (permit_is(*states), *more.pop("guards", ()))
    register(Action(name=name, label=label, roles=roles, states=CLOSED, guards=guards, permit=True, **more))


_life(
    "deliver",
    gettext_lazy("Deliver the permit"),
    DESK,
    (PermitState.AWAITING_DELIVERY,),
    guards=(fees_come_first, pieces_come_first),
    apply=deliver,
    event=Event.DELIVERED,
)
_life(
    "open_works",
    gettext_lazy("Declare the opening of works"),
    PARTY | DESK,
    (PermitState.IN_FORCE,),
    apply=open_works,
    event=Event.WORKS_OPENED,
    dated=True,
)
_life(
    "declare_completion",
    gettext_lazy("Declare the completion of works"),
    PARTY | DESK,
    (PermitState.IN_FORCE,),
    apply=declare_completion,
    event=Event.COMPLETION_DECLARED,
    dated=True,
)
_life(
    "suspend",
    gettext_lazy("Suspend the permit"),
    DECIDES,
    (PermitState.IN_FORCE,),
    payload=ByAct,
    apply=suspend,
)
_life(
    "reinstate",
    gettext_lazy("End the suspension"),
    DECIDES,
    (PermitState.SUSPENDED,),
    payload=ByAct,
    apply=reinstate,
)
_life(
    "revoke",
    gettext_lazy("Revoke the permit"),
    DECIDES,
    ALIVE,
    payload=ByAct,
    apply=_ending(Permit.revoke),
    event=Event.PERMIT_ENDED,
)
_life(
    "annul",
    gettext_lazy("Record the annulment of the permit by a judge"),
    DECIDES,
    ALIVE,
    payload=ByAct,
    apply=_ending(Permit.annul),
    event=Event.PERMIT_ENDED,
)
_life(
    "lapse_permit",
    gettext_lazy("The permit lapses"),
    NOBODY,
    (PermitState.IN_FORCE, PermitState.SUSPENDED),
    payload=ClockPayload,
    apply=_ending(Permit.lapse),
    event=Event.PERMIT_ENDED,
)
_life(
    "supersede",
    gettext_lazy("The permit is amended by another"),
    NOBODY,
    (PermitState.IN_FORCE, PermitState.SUSPENDED),
    payload=ByAct,
    apply=_ending(Permit.supersede),
    event=Event.PERMIT_ENDED,
)
_life(
    "correct",
    gettext_lazy("Correct a clerical error by a new act"),
    DECIDES,
    (
        PermitState.AWAITING_PAYMENT,
        PermitState.AWAITING_DELIVERY,
        PermitState.IN_FORCE,
        PermitState.SUSPENDED,
    ),
    payload=Correct,
    apply=correct,
)
