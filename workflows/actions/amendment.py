"""After the opinions: amendments asked for, amended plans deposited, seats asked again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from workflows.actions.roles import DECIDES, PARTY
from workflows.actions.seats import ask_seats, offices_for
from workflows.consultation import OpinionValue
from workflows.events import Event
from workflows.facts import Facts
from workflows.lifecycle import State
from workflows.move import Move
from workflows.procedures.grammar import Phase, SeatSpec
from workflows.reasons import Reason
from workflows.registry import Action, Payload, register


class RequestAmendments(Payload):
    """What is to be amended."""

    items: tuple[str, ...] = Field(min_length=1)


class Resubmit(Payload):
    """The subjects that changed, and what the designer says of it."""

    changed: tuple[str, ...] = Field(min_length=1)
    message: str = Field(default="", max_length=8000)


def opinions_are_in(facts: Facts, values: Any) -> Iterator[Reason]:
    """Amendments are asked after the opinions (art. 37)."""
    if not facts.reviewed:
        yield Reason("not_reviewed", _("Amendments are requested once every opinion is in."))


def rounds_left(facts: Facts, values: Any) -> Iterator[Reason]:
    """Some packs limit the number of rounds."""
    rounds = facts.procedure.rounds if facts.procedure else None
    if rounds is None:
        yield Reason("no_rounds", _("This procedure has no round of amendments."))
    elif rounds.most is not None and facts.round >= rounds.most:
        yield Reason("last_round", _("This was the last round: the decision must be taken."))


def something_changed(facts: Facts, values: Any) -> Iterator[Reason]:
    """Amended plans must have come."""
    if facts.dossier.unchanged_since_request:
        yield Reason("unchanged", _("Deposit at least one amended document first."))


def request_amendments(move: Move) -> None:
    """The applicant is asked; the clocks say what happens to the limits."""
    move.case.request_amendments()
    move.record = {"items": list(move.payload.items), "round": move.case.round}


def resubmit(move: Move) -> None:
    """A new round: its date is the receipt from which the clock starts again from zero (art. 37)."""
    seats = _asked_again(move) if move.rules.has(Phase.REVIEW) else []
    move.case.round += 1
    move.case.resubmit(review=bool(seats))
    if seats:
        ask_seats(move, seats, offices_for(move, seats))
    named = [seat.name for seat in seats]
    move.record = {"round": move.case.round, "seats": named, **move.payload.model_dump(mode="json")}


def _asked_again(move: Move) -> list[SeatSpec]:
    """Every seat, or where the pack says so those whose subject changed or who had not agreed.

    Where the pack does not know, all are asked: leaving one out could void the decision.
    """
    asked = list(move.rules.seats_asked(move.case.facts))
    if move.rules.rounds is None or move.rules.rounds.again != "concerned":
        return asked
    agreed = {seat.seat for seat in move.facts.seats if seat.value == OpinionValue.FAVOURABLE}
    changed = set(move.payload.changed)
    concerned = [
        seat for seat in asked if seat.name not in agreed or not seat.concerns or changed & set(seat.concerns)
    ]
    return concerned or asked


register(
    Action(
        name="request_amendments",
        label=gettext_lazy("Request amended plans"),
        roles=DECIDES,
        states=frozenset({State.IN_REVIEW, State.DECIDING}),
        guards=(opinions_are_in, rounds_left),
        payload=RequestAmendments,
        apply=request_amendments,
        event=Event.AMENDMENTS_REQUESTED,
    )
)
register(
    Action(
        name="resubmit",
        label=gettext_lazy("Deposit amended plans"),
        roles=PARTY,
        states=frozenset({State.AMENDING}),
        guards=(something_changed,),
        payload=Resubmit,
        apply=resubmit,
        event=Event.RESUBMITTED,
    )
)
