"""The sitting of the commission: agenda, attendance, minutes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from workflows.actions.roles import MINUTES
from workflows.commission import committee_for
from workflows.consultation import SeatState
from workflows.events import Event
from workflows.facts import Facts
from workflows.lifecycle import State
from workflows.models import AgendaItem, Attendance, Sitting, SittingState
from workflows.move import Move
from workflows.procedures.grammar import Phase
from workflows.reasons import Reason, Refused
from workflows.registry import Action, Payload, register


class Schedule(Payload):
    """The sitting that will look at the case."""

    sitting: int


class Present(Payload):
    """One member: which office, present or not, and in what capacity."""

    office: str
    present: bool
    capacity: str = Field(default="", max_length=200)


class Minutes(Payload):
    """What the minutes say of this case (model: décret 2-13-424 annexe 5)."""

    attendance: tuple[Present, ...] = Field(min_length=1)
    remarks: str = Field(default="", max_length=20_000)


def has_sitting(facts: Facts, values: Any) -> Iterator[Reason]:
    """Only procedures with a sitting have an agenda."""
    if facts.procedure is not None and not facts.procedure.has(Phase.SITTING):
        yield Reason("no_sitting", _("This procedure has no sitting."))


def not_on_agenda(facts: Facts, values: Any) -> Iterator[Reason]:
    """One sitting a round."""
    if facts.on_agenda:
        yield Reason("on_agenda", _("The case is on the agenda of a sitting already."))


def ready_for_minutes(facts: Facts, values: Any) -> Iterator[Reason]:
    """The minutes carry one opinion per member: none may be awaited (art. 25)."""
    if not facts.on_agenda:
        yield Reason("not_on_agenda", _("The case is not on the agenda of a sitting."))
    if facts.seats_awaited:
        names = ", ".join(seat.seat for seat in facts.seats_awaited)
        yield Reason("awaited", _("Opinions still awaited: %(seats)s.") % {"seats": names})


def schedule(move: Move) -> None:
    """Put the case on an agenda, behind those already there."""
    sitting = Sitting.objects.select_for_update().filter(pk=move.payload.sitting).first()
    # One already begun today takes more files: small projects are examined on the day they come (art. 19).
    if sitting is None or sitting.on < move.on:
        raise Refused([Reason("sitting", _("Choose a sitting of today or still to come."))])
    committee = committee_for(move.case.commune, move.rules, move.on)
    if sitting.office_id not in (move.case.commune_id, committee.pk if committee else None):
        raise Refused([Reason("sitting", _("This sitting is held by another commission."))])
    if sitting.items.filter(case=move.case).exists():
        raise Refused([Reason("sitting", _("This sitting has looked at the case: choose a later one."))])
    last = sitting.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        sitting=sitting, case=move.case, round=move.case.round, position=last + 1
    )
    move.case.agenda_round = move.case.round
    move.record = {"sitting": sitting.pk, "on": sitting.on.isoformat(), "position": item.position}


def record_minutes(move: Move) -> None:
    """Attendance and remarks; the review is concluded."""
    item = AgendaItem.objects.select_related("sitting").get(case=move.case, round=move.case.round)
    if item.sitting.on > move.on:
        raise Refused([Reason("not_held", _("The sitting has not been held yet."))])
    offices = {row.office.code: row for row in move.desk.consultations if row.state != SeatState.WITHDRAWN}
    strangers = [entry.office for entry in move.payload.attendance if entry.office not in offices]
    if strangers:
        text = _("Not members of this commission: %(offices)s.")
        raise Refused([Reason("attendance", text % {"offices": ", ".join(strangers)})])
    Attendance.objects.bulk_create(
        Attendance(
            item=item,
            office_id=offices[entry.office].office_id,
            present=entry.present,
            user=_spokesman(move, offices[entry.office].pk),
            function_text=entry.capacity,
        )
        for entry in move.payload.attendance
    )
    item.remarks, item.minuted_on = move.payload.remarks, move.on
    item.save()
    Sitting.objects.filter(pk=item.sitting_id).update(state=SittingState.HELD)
    move.case.minutes_round = move.case.round
    move.case.conclude_review()
    move.record = {"sitting": item.sitting_id, **move.payload.model_dump(mode="json")}


def _spokesman(move: Move, consultation_id: int) -> Any:
    opinion = move.desk.opinions.get(consultation_id)
    return opinion.given_by if opinion else None


register(
    Action(
        name="schedule",
        label=gettext_lazy("Put the case on the agenda of a sitting"),
        roles=MINUTES,
        states=frozenset({State.IN_REVIEW}),
        guards=(has_sitting, not_on_agenda),
        payload=Schedule,
        apply=schedule,
    )
)
register(
    Action(
        name="record_minutes",
        label=gettext_lazy("Record the minutes of the sitting"),
        roles=MINUTES,
        states=frozenset({State.IN_REVIEW}),
        guards=(has_sitting, ready_for_minutes),
        payload=Minutes,
        apply=record_minutes,
        event=Event.MINUTES_RECORDED,
        dated=True,
    )
)
