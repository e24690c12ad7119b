"""What events do to the clocks of a case."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.workflows.clocks.hand import day
from workflows.clocks import Board, ClockRefused, NotSettled, cases_due, open_board, to_remind
from workflows.events import Event
from workflows.models import Case, Clock, ClockEntry, ClockState, Consultation, ProcedureVersion
from workflows.procedures.grammar import Procedure

FILED_ON = day("2026-11-23")
FACTS = {"levels": 4}


@pytest.fixture
def board(case: Case) -> Board:
    """Filed on Monday 23 November 2026: dispatch on 26 November, silence on 25 January 2027."""
    board = open_board(case)
    board.event(Event.FILED, FILED_ON, facts=FACTS)
    return board


def due_days(board: Board) -> dict[str, date | None]:
    return {clock.name: clock.due_on for clock in board.clocks}


def changes(name: str) -> list[str]:
    return list(ClockEntry.objects.filter(clock__name=name).order_by("id").values_list("change", flat=True))


def test_filing_starts_every_clock_that_it_should(board: Board) -> None:
    # 23 January 2027 is a Saturday: Monday 25. 23 December is a Wednesday.
    assert due_days(board) == {
        "dispatch": day("2026-11-26"),
        "silence": day("2027-01-25"),
        "total": None,
        "telecom": day("2026-12-23"),
    }


def test_clock_whose_condition_fails_does_not_start(case: Case) -> None:
    board = open_board(case)
    board.event(Event.FILED, FILED_ON, facts={"levels": 2})
    assert board.clock("telecom") is None
    assert board.clock("silence") is not None


def test_same_event_twice_starts_one_clock(board: Board) -> None:
    board.event(Event.FILED, day("2026-11-24"), facts=FACTS)
    board.save()
    assert Clock.objects.filter(name="silence").count() == 1


def test_suspended_clock_has_no_last_day_and_resumes_with_the_days_added(board: Board) -> None:
    board.event(Event.PIECES_REQUESTED, day("2026-11-26"), facts=FACTS)
    silence = board.clock("silence")
    assert silence and silence.state == ClockState.SUSPENDED and silence.due_on is None
    board.event(Event.COMPLETED, day("2026-12-06"), facts=FACTS)
    # 23 January + 10 days suspended = Tuesday 2 February.
    assert silence.due_on == day("2027-02-02")
    board.save()
    assert changes("silence") == ["started", "suspended", "resumed"]


def test_restart_counts_from_zero(board: Board, case: Case) -> None:
    board.event(Event.PIECES_REQUESTED, day("2026-11-26"), facts=FACTS)
    board.event(Event.RESUBMITTED, day("2026-12-08"), facts=FACTS)
    silence = board.clock("silence")
    # 8 December + 2 months = Monday 8 February 2027: as a fresh clock.
    assert silence and silence.due_on == day("2027-02-08")
    assert silence.pauses == []


def test_extension_is_used_once(board: Board) -> None:
    board.extend("silence", day("2026-11-25"))
    assert due_days(board)["silence"] == day("2027-02-23")
    with pytest.raises(ClockRefused, match="no extension left"):
        board.extend("silence", day("2026-11-25"))


def test_clock_that_does_not_run_cannot_be_extended(board: Board) -> None:
    with pytest.raises(ClockRefused, match="running"):
        board.extend("lapse", day("2026-11-25"))


def test_stop_settles_and_a_later_start_makes_another_clock(board: Board) -> None:
    board.event(Event.ADMITTED, day("2026-11-25"), facts=FACTS)
    board.event(Event.FILED, day("2026-11-27"), facts=FACTS)
    board.save()
    first, second = Clock.objects.filter(name="dispatch").order_by("id")
    assert (first.state, first.stopped_on) == (ClockState.STOPPED, day("2026-11-25"))
    # 30 November, 1 and 2 December.
    assert (second.state, second.due_on) == (ClockState.RUNNING, day("2026-12-02"))


def test_unknown_limit_never_becomes_due(board: Board, case: Case) -> None:
    board.save()
    total = Clock.objects.get(name="total")
    assert (total.state, total.due_on) == (ClockState.NO_LIMIT, None)
    assert "total" not in [clock.name for clock in open_board(case).due(day("2040-01-01"))]
    assert not cases_due(day("2040-01-01")).filter(name="total").exists()


def test_limits_pass_in_legal_order_seats_first(board: Board, consultation: Consultation) -> None:
    seat = board.case.rules and board.case.rules.seat("agency")
    assert seat is not None
    board.start_seat(consultation, seat, day("2026-12-02"))  # 3 4, 7–11, 14–18, 21 22 23: 23 December
    assert [c.name for c in board.due(day("2027-02-01"))] == ["dispatch", "agency", "telecom", "silence"]
    assert [c.name for c in board.due(day("2026-12-23"))] == ["dispatch"]


def test_limits_of_one_day_pass_by_weight(case: Case) -> None:
    effects = {"a": "lapse_permit", "b": "deemed_granted", "c": "nothing", "d": "unknown"}
    same_day = {"state": ClockState.RUNNING, "due_on": day("2026-12-01")}
    clocks = [Clock(name=name, on_lapse=effect, **same_day) for name, effect in effects.items()]
    seat = Clock(name="z", on_lapse="blocks", consultation_id=1, **same_day)
    due = Board(case, [*clocks, seat]).due(day("2026-12-02"))
    assert [clock.name for clock in due] == ["z", "c", "d", "b", "a"]


def test_limit_is_not_passed_on_its_last_day(board: Board) -> None:
    assert board.due(day("2026-11-26")) == []
    assert [c.name for c in board.due(day("2026-11-27"))] == ["dispatch"]


def test_late_settling_is_dated_at_the_last_day(board: Board) -> None:
    """The sweeper comes in March: the silence was consent on 25 January all the same."""
    for clock in board.due(day("2027-03-15")):
        board.mark_passed(clock)
    board.save()
    assert Clock.objects.get(name="silence").passed_on == day("2027-01-25")
    assert board.due(day("2040-01-01")) == []


def test_act_after_an_unsettled_limit_is_refused(board: Board) -> None:
    with pytest.raises(NotSettled, match="dispatch"):
        board.event(Event.ADMITTED, day("2026-11-27"), facts=FACTS)


def test_act_dated_before_the_start_bears_on_the_first_day(board: Board) -> None:
    dispatch, silence = board.clock("dispatch"), board.clock("silence")
    assert dispatch and silence
    board.event(Event.ADMITTED, day("2026-11-20"), facts=FACTS)
    board.event(Event.PIECES_REQUESTED, day("2026-11-20"), facts=FACTS)
    board.event(Event.RESUBMITTED, day("2026-11-19"), facts=FACTS)
    assert dispatch.stopped_on == FILED_ON
    assert [pause.since for pause in silence.pauses] == [FILED_ON]
    board.save()


def test_repaired_rule_is_counted_from_the_same_start(board: Board, case: Case) -> None:
    """Total, unknown so far, was suspended from 26 November to 6 December; 30 days + 10 = 2 January."""
    board.event(Event.PIECES_REQUESTED, day("2026-11-26"), facts=FACTS)
    board.event(Event.COMPLETED, day("2026-12-06"), facts=FACTS)
    board.save()
    assert case.procedure is not None
    rules = json.loads(case.procedure.content)
    total = next(clock for clock in rules["clocks"] if clock["name"] == "total")
    total["limit"] = {"n": 30, "unit": "calendar_days", "counting": {"roll": False}}
    repaired = Procedure.model_validate(rules)
    case.procedure = ProcedureVersion(content=repaired.canonical(), digest=repaired.digest)
    again = open_board(case)
    again.repin(day("2026-12-08"))
    assert [(e.clock.name, e.due_after) for e in again.save()] == [("total", day("2027-01-02"))]


def test_answer_stops_the_clock_of_its_seat_only(board: Board, consultation: Consultation) -> None:
    seat = board.case.rules and board.case.rules.seat("agency")
    assert seat is not None
    clock = board.start_seat(consultation, seat, FILED_ON)
    board.event(Event.OPINION_GIVEN, day("2026-11-25"), facts=FACTS, consultation=consultation)
    assert clock.state == ClockState.STOPPED
    assert board.clock("silence") is not None


def test_closing_keeps_only_what_the_decision_started(board: Board) -> None:
    board.event(Event.ADMITTED, day("2026-11-26"), facts=FACTS)
    board.event(Event.DELIVERED, day("2026-12-01"), facts=FACTS)
    board.close_case(day("2026-12-01"))
    assert [clock.name for clock in board.clocks if not clock.settled] == ["lapse"]


def test_reminder_leaves_once_and_plans_the_next(board: Board) -> None:
    silence = board.clock("silence")
    assert silence and silence.remind_on == day("2027-01-10")
    assert board.reminders(day("2027-01-09")) == []
    assert board.reminders(day("2027-01-12")) == [silence]
    board.mark_reminded(silence, day("2027-01-12"))
    assert silence.remind_on == day("2027-01-20")
    board.mark_reminded(silence, day("2027-01-21"))
    board.save()
    assert not to_remind(day("2027-01-25")).exists()


@pytest.mark.parametrize("seats", [1, 12])
def test_statements_do_not_grow_with_the_clocks(case: Case, consultation: Consultation, seats: int) -> None:
    board = open_board(case)
    board.event(Event.FILED, FILED_ON, facts=FACTS)
    seat = case.rules and case.rules.seat("agency")
    assert seat is not None
    for n in range(seats):
        board.start_seat(consultation, seat.model_copy(update={"name": f"agency_{n}"}), FILED_ON)
    board.save()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        again = open_board(case)
        again.event(Event.PIECES_REQUESTED, day("2026-11-24"), facts=FACTS)
        again.stop_seat(consultation, day("2026-11-24"))
        again.save()
    # clocks, calendar, clocks, ledger, the days shown by seats
    assert len(queries) == 5, queries.captured_queries


def test_board_that_did_nothing_writes_nothing(board: Board, case: Case) -> None:
    board.save()
    with CaptureQueriesContext(connection) as queries:
        open_board(case).save()
    assert len(queries) == 1


def test_settled_clock_is_refused_by_the_database(board: Board) -> None:
    board.event(Event.ADMITTED, day("2026-11-25"), facts=FACTS)
    board.save()
    settled = Clock.objects.filter(name="dispatch")
    with pytest.raises(IntegrityError, match="is settled"), transaction.atomic():
        settled.update(stopped_on=day("2026-11-24"))
    with pytest.raises(IntegrityError, match="is settled"), transaction.atomic():
        settled.update(state=ClockState.NO_LIMIT, due_on=None, stopped_on=None)


def test_ledger_of_clocks_only_grows(board: Board) -> None:
    board.save()
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        ClockEntry.objects.filter(change="started").update(on=day("2026-01-01"))
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        ClockEntry.objects.first().delete()  # type: ignore[union-attr]  # there is one


def test_state_and_dates_are_tied_by_the_database(board: Board) -> None:
    board.save()
    with pytest.raises(IntegrityError, match="clock_state_ties_dates"), transaction.atomic():
        Clock.objects.filter(name="silence").update(state=ClockState.PASSED)


def test_two_open_clocks_of_one_name_are_refused(board: Board, case: Case) -> None:
    board.save()
    other = Board(case, ())
    other.event(Event.FILED, FILED_ON, facts=FACTS)
    with pytest.raises(IntegrityError, match="clock_open_once"), transaction.atomic():
        other.save()
