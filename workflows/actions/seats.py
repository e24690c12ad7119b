"""Asking seats: finding the office that holds each, opening its way, starting its clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.functions import Function
from accounts.models import Office
from accounts.posts import offices_serving, posts_of
from workflows import access
from workflows.events import Event
from workflows.models import Consultation
from workflows.move import Move
from workflows.procedures.grammar import SeatSpec
from workflows.reasons import Reason, Refused

AT_SEAT = (Function.REVIEWER, Function.HEAD)


def offices_for(move: Move, seats: Sequence[SeatSpec]) -> dict[str, Office]:
    """The office in charge of each seat for this commune, on that day. Refused if one is not set up."""
    serving = offices_serving(move.case.commune, [seat.office_kind for seat in seats], move.on)
    language = get_language() or "fr"
    missing = [seat.text.in_language(language) for seat in seats if seat.office_kind not in serving]
    if missing:
        text = _("No office is set up for: %(seats)s. Ask the administrator of the commune.")
        raise Refused([Reason("no_office", text % {"seats": ", ".join(missing)})])
    return {seat.name: serving[seat.office_kind] for seat in seats}


def ask_seats(move: Move, seats: Sequence[SeatSpec], offices: dict[str, Office]) -> None:
    """One request a seat for the current round, journalled, with its way in and its clock."""
    case = move.case
    rows = Consultation.objects.bulk_create(
        Consultation(
            case=case,
            seat=seat.name,
            office=offices[seat.name],
            round=case.round,
            binding=seat.binding,
            consultative=seat.presence == "consultative",
            requested_on=move.on,
        )
        for seat in seats
    )
    posts = posts_of(offices.values(), AT_SEAT)
    access.open_to_posts(case, [(post, f"seat:{post.office.code}") for post in posts], move.on)
    asked = {row.seat for row in rows}
    move.desk.consultations = [row for row in move.desk.consultations if row.seat not in asked] + rows
    for seat, row in zip(seats, rows, strict=True):
        row.due_on = move.desk.board.start_seat(row, seat, counted_from(move, row, seat)).due_on
        move.moved(
            f"consultation:{row.pk}", "", row.state, seat=seat.name, office=row.office.code, round=row.round
        )
        move.enqueue("tell_seat", key=str(row.pk), consultation_id=row.pk)
    Consultation.objects.bulk_update(rows, ["due_on"])
    move.event(Event.CONSULTED)


def counted_from(move: Move, row: Consultation, seat: SeatSpec) -> date:
    """The day the seat's limit is counted from; after amended plans, that of their deposit (art. 18, 37)."""
    if seat.limit_from == "filed" and row.round == 1 and move.case.deposited_on:
        return move.case.deposited_on
    return row.requested_on
