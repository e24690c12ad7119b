"""Steering the review: experts invited by the authority, late seats passed over with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from accounts.models import Office
from accounts.posts import posts_of
from workflows import access
from workflows.actions.completeness import WithReason
from workflows.actions.opinions import settle_round
from workflows.actions.roles import DECIDES, DESK
from workflows.actions.seats import AT_SEAT
from workflows.consultation import SeatState
from workflows.facts import Facts
from workflows.lifecycle import State
from workflows.models import Consultation
from workflows.move import Move
from workflows.reasons import Reason, Refused
from workflows.registry import Action, register


class InviteExpert(WithReason):
    """An office whose consultative voice is wanted (décret 2-13-424 art. 24)."""

    office: str


class PassOver(WithReason):
    """The seat without whose opinion the review goes on."""

    seat: str = Field(min_length=1)


def can_be_passed_over(facts: Facts, values: Any) -> Iterator[Reason]:
    """A seat is passed over once its limit has passed, or where no text gives one; never where it blocks.

    A binding seat that is passed over still stands in the way of an express permit.
    """
    if values is None:
        return
    seat = next((row for row in facts.seats if row.seat == values.seat), None)
    if seat is None or seat.state != SeatState.REQUESTED:
        yield Reason("seat", _("This seat is not awaited."))
    elif seat.on_lapse == "blocks":
        yield Reason("blocks", _("The law lets the review wait for this seat: it cannot be passed over."))
    elif seat.limited and not (seat.late or seat.consultative):
        yield Reason("in_time", _("The limit of this seat has not passed yet."))


def invite_expert(move: Move) -> None:
    """Ask an office for a consultative opinion; it has no limit and blocks nothing."""
    office = Office.objects.filter(code=move.payload.office).first()
    if office is None:
        raise Refused(
            [Reason("office", _("No office has the code “%(code)s”.") % {"code": move.payload.office})]
        )
    name = f"expert_{office.code}"
    if any(row.seat == name for row in move.desk.consultations):
        raise Refused([Reason("asked", _("This office is asked already."))])
    row = Consultation.objects.create(
        case=move.case,
        seat=name,
        office=office,
        round=move.case.round,
        consultative=True,
        requested_on=move.on,
    )
    move.desk.consultations.append(row)
    move.case.reviewed_round = 0
    access.open_to_posts(
        move.case, [(post, f"seat:{office.code}") for post in posts_of([office], AT_SEAT)], move.on
    )
    move.moved(f"consultation:{row.pk}", "", row.state, seat=name)
    move.record = {"office": office.code, "reason": move.payload.reason}
    move.enqueue("tell_seat", key=str(row.pk), consultation_id=row.pk)


def pass_over(move: Move) -> None:
    """Go on without this seat, with the reason; what its silence means stays what the pack says."""
    row = move.desk.seat(move.payload.seat)
    row.lapse()
    row.settled_on = move.on
    row.save()
    move.desk.board.stop_seat(row, move.on)
    move.moved(f"consultation:{row.pk}", SeatState.REQUESTED, row.state, seat=row.seat)
    move.record = {"seat": row.seat, "reason": move.payload.reason}
    settle_round(move)


register(
    Action(
        name="invite_expert",
        label=gettext_lazy("Invite an expert (consultative voice)"),
        roles=DECIDES,
        states=frozenset({State.IN_REVIEW}),
        payload=InviteExpert,
        apply=invite_expert,
    )
)
register(
    Action(
        name="pass_over",
        label=gettext_lazy("Go on without a late seat, with a reason"),
        roles=DESK,
        states=frozenset({State.IN_REVIEW}),
        guards=(can_be_passed_over,),
        payload=PassOver,
        apply=pass_over,
    )
)
