"""Seats give, correct and take back their opinions; reserves are proved and lifted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from workflows.actions.roles import NOBODY, PARTY, SEAT
from workflows.actions.seats import counted_from
from workflows.consultation import OpinionValue, SeatState
from workflows.events import Event
from workflows.facts import Facts, SeatFacts
from workflows.lifecycle import State
from workflows.models import Consultation, Opinion, Reserve, ReserveStatus, Severity
from workflows.move import Move
from workflows.procedures.grammar import Phase
from workflows.reasons import Reason, Refused
from workflows.registry import Action, Payload, register

REVIEWING = frozenset({State.IN_REVIEW})


class ReserveGiven(Payload):
    """A reserve: what, by which article, how grave."""

    text: str = Field(min_length=3, max_length=4000)
    article: str = Field(min_length=1, max_length=200)
    severity: Severity = Severity.MAJOR


class GiveOpinion(Payload):
    """An opinion, with its observations and reserves."""

    seat: str
    value: OpinionValue
    text: str = Field(default="", max_length=20_000)
    reserves: tuple[ReserveGiven, ...] = Field(default=(), max_length=200)


class AtSeat(Payload):
    """Which seat."""

    seat: str
    reason: str = Field(default="", max_length=2000)


class ProveReserve(Payload):
    """What is offered as proof that a reserve is met."""

    reserve: int
    proof: str = Field(min_length=3, max_length=300)


def _seat(facts: Facts, values: Any) -> SeatFacts | None:
    return next((seat for seat in facts.seats if seat.seat == values.seat), None)


def says_enough(facts: Facts, values: Any) -> Iterator[Reason]:
    """Reserves come with 'favourable with reserves'; a no says why."""
    if values is None:
        return
    if values.value == OpinionValue.WITH_RESERVES and not values.reserves:
        yield Reason("reserves", _("An opinion with reserves names at least one reserve, with its article."))
    if values.value == OpinionValue.FAVOURABLE and values.reserves:
        yield Reason("reserves", _("A favourable opinion has no reserve: choose “favourable with reserves”."))
    if values.value in (OpinionValue.UNFAVOURABLE, OpinionValue.ADJOURNED) and len(values.text.strip()) < 3:
        yield Reason("text", _("Say why: an unfavourable or adjourned opinion needs its reasons."))


def seat_awaited(facts: Facts, values: Any) -> Iterator[Reason]:
    """One opinion a seat and a round; a late one counts only where the pack says so."""
    if values is None:
        if not facts.seats_awaited:
            yield Reason("nothing_awaited", _("No opinion is awaited."))
        return
    seat = _seat(facts, values)
    if seat is None:
        yield Reason("seat", _("The seat “%(seat)s” is not asked.") % {"seat": values.seat})
    elif seat.state == SeatState.LAPSED and not seat.late_counts:
        yield Reason("lapsed", _("The limit of this seat has been settled; a late opinion does not count."))
    elif seat.state not in (SeatState.REQUESTED, SeatState.LAPSED):
        yield Reason("answered", _("This seat has given its opinion already; correct it instead."))


def seat_answered(facts: Facts, values: Any) -> Iterator[Reason]:
    """Only what was said can be corrected or taken back, and not once the review is concluded."""
    if values is None:
        return
    seat = _seat(facts, values)
    if seat is None or seat.state != SeatState.ANSWERED:
        yield Reason("not_answered", _("This seat has given no opinion to change."))


def give_opinion(move: Move) -> None:
    """Record the opinion, and conclude the review if it is the last one awaited."""
    seat = move.desk.seat(move.payload.seat)
    before = seat.state
    if before == SeatState.LAPSED:
        seat.answer_late()
    else:
        seat.answer()
    seat.settled_on = move.on
    seat.late = seat.due_on is not None and move.on > seat.due_on
    seat.deemed = ""
    seat.save()
    move.desk.board.stop_seat(seat, move.on)
    opinion = _write(move, seat)
    move.moved(f"consultation:{seat.pk}", before, seat.state, seat=seat.seat, opinion=opinion.pk)
    settle_round(move)


def correct_opinion(move: Move) -> None:
    """A new opinion takes the place of the old one, which stays on record."""
    seat = move.desk.seat(move.payload.seat)
    seat.opinions.filter(current=True).update(current=False)
    _write(move, seat)


def withdraw_opinion(move: Move) -> None:
    """The seat takes its opinion back and is awaited again."""
    seat = move.desk.seat(move.payload.seat)
    seat.opinions.filter(current=True).update(current=False)
    move.desk.opinions.pop(seat.pk, None)
    seat.take_back()
    seat.settled_on = None
    seat.save()
    move.case.reviewed_round = 0
    spec = move.rules.seat(seat.seat)
    if spec is not None:
        move.desk.board.start_seat(seat, spec, counted_from(move, seat, spec))
    move.moved(f"consultation:{seat.pk}", SeatState.ANSWERED, seat.state, seat=seat.seat)
    move.record = {"seat": seat.seat, "reason": move.payload.reason}


def settle_round(move: Move) -> None:
    """If no seat is awaited any more, the round is complete: said once, under the lock."""
    awaited = [row for row in move.desk.consultations if row.state == SeatState.REQUESTED]
    if awaited or move.case.reviewed_round == move.case.round:
        return
    move.then.append("conclude_round")


def conclude_round(move: Move) -> None:
    """Every opinion is in; without a sitting the case goes to decision."""
    move.case.reviewed_round = move.case.round
    if not move.rules.has(Phase.SITTING):
        move.case.conclude_review()
    move.record = {"round": move.case.round}


def _write(move: Move, seat: Consultation) -> Opinion:
    assert move.actor is not None  # a seat's opinion is always a person's act
    values: GiveOpinion = move.payload
    opinion = Opinion.objects.create(
        consultation=seat, value=values.value, text=values.text, given_by=move.actor, given_on=move.on
    )
    Reserve.objects.bulk_create(
        Reserve(opinion=opinion, position=n, **given.model_dump())
        for n, given in enumerate(values.reserves, 1)
    )
    move.desk.opinions[seat.pk] = opinion
    move.record = {"seat": seat.seat, "round": seat.round, **values.model_dump(mode="json", exclude={"seat"})}
    move.result["opinion"] = opinion.pk
    return opinion


def prove_reserve(move: Move) -> None:
    """The applicant offers the proof that a reserve is met."""
    reserve = _reserve(move, ReserveStatus.OPEN)
    reserve.status, reserve.proof = ReserveStatus.PROOF_GIVEN, move.payload.proof
    reserve.save()
    move.record = {"reserve": reserve.pk, "proof": reserve.proof}


def lift_reserve(move: Move) -> None:
    """The seat that made the reserve accepts the proof."""
    reserve = _reserve(move, ReserveStatus.PROOF_GIVEN, ReserveStatus.OPEN)
    if reserve.opinion.consultation.office_id != move.standing.office_id:
        raise Refused([Reason("not_yours", _("Only the seat that made the reserve lifts it."))])
    reserve.status, reserve.proof, reserve.lifted_on = ReserveStatus.LIFTED, move.payload.proof, move.on
    reserve.save()
    move.record = {"reserve": reserve.pk, "proof": reserve.proof}


def _reserve(move: Move, *statuses: str) -> Reserve:
    row = (
        Reserve.objects.select_related("opinion__consultation")
        .filter(pk=move.payload.reserve, opinion__consultation__case=move.case, opinion__current=True)
        .first()
    )
    if row is None or row.status not in statuses:
        raise Refused([Reason("reserve", _("There is no such open reserve on this case."))])
    return row


def _opinion_act(name: str, label: Any, **more: Any) -> None:
    register(Action(name=name, label=label, roles=SEAT, states=REVIEWING, at_seat=True, **more))


_opinion_act(
    "give_opinion",
    gettext_lazy("Give an opinion"),
    guards=(seat_awaited, says_enough),
    payload=GiveOpinion,
    apply=give_opinion,
    event=Event.OPINION_GIVEN,
    dated=True,
)
_opinion_act(
    "correct_opinion",
    gettext_lazy("Correct an opinion"),
    guards=(seat_answered, says_enough),
    payload=GiveOpinion,
    apply=correct_opinion,
)
_opinion_act(
    "withdraw_opinion",
    gettext_lazy("Take an opinion back"),
    guards=(seat_answered,),
    payload=AtSeat,
    apply=withdraw_opinion,
)
register(
    Action(
        name="conclude_round",
        label=gettext_lazy("Conclude the round of opinions"),
        roles=NOBODY,
        states=REVIEWING,
        apply=conclude_round,
        event=Event.REVIEW_COMPLETE,
    )
)
register(
    Action(
        name="prove_reserve",
        label=gettext_lazy("Offer the proof that a reserve is met"),
        roles=PARTY,
        states=frozenset({State.IN_REVIEW, State.AMENDING, State.DECIDING, State.CLOSED}),
        payload=ProveReserve,
        apply=prove_reserve,
    )
)
register(
    Action(
        name="lift_reserve",
        label=gettext_lazy("Lift a reserve"),
        roles=SEAT,
        states=frozenset({State.IN_REVIEW, State.AMENDING, State.DECIDING, State.CLOSED}),
        payload=ProveReserve,
        apply=lift_reserve,
        at_seat=True,
    )
)
