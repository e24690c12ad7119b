"""The clocks of a case: what events do to them, and which limits have passed.

The engine opens a board under the lock of the case, tells it what happened, and saves it once.
Whatever the number of clocks: one query to open, one for the calendar when a date must be found,
at most three statements to save (a fourth when limits of seats are counted again).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property, partial
from typing import Any

from django.utils.translation import gettext as _

from workflows import clockmoves, clockstore
from workflows.calendars import Calendar, calendar_for
from workflows.clockmoves import AFTER_THE_DECISION, ClockRefused, NotSettled
from workflows.events import Event
from workflows.models import Case, Consultation
from workflows.models.clock import OPEN, Clock, ClockChange, ClockEntry, ClockQuerySet, ClockState
from workflows.procedures.grammar import ClockSpec, SeatSpec

__all__ = ["Board", "ClockRefused", "NotSettled", "cases_due", "open_board", "save_all", "to_remind"]


def open_board(case: Case) -> Board:
    """The open clocks of a case; the caller holds the lock of the case."""
    return Board(case, Clock.objects.open().filter(case=case) if case.pk else ())


def cases_due(on: date) -> ClockQuerySet:
    """Running clocks whose last day was before this legal day, in any case."""
    return Clock.objects.overdue(on)


def to_remind(on: date) -> ClockQuerySet:
    """Running clocks with a reminder to send by this legal day, in any case."""
    return Clock.objects.to_remind(on)


class Board:
    """The open clocks of one case. Nothing is written before ``save``."""

    def __init__(self, case: Case, clocks: Iterable[Clock], calendar: Calendar | None = None) -> None:
        self.case = case
        self.clocks = list(clocks)
        self.pending: list[ClockEntry] = []
        self._touched: list[Clock] = []
        if calendar is not None:
            self.calendar = calendar

    @cached_property
    def calendar(self) -> Calendar:
        """The working days of the office in charge."""
        return calendar_for(self.case.commune, self.case.deposited_on)

    def event(
        self, event: Event, on: date, *, facts: dict[str, Any], consultation: Consultation | None = None
    ) -> None:
        """Apply every rule of the procedure to an event of that legal date; an answer stops its seat."""
        rules = self.case.rules
        for spec in rules.clocks if rules else ():
            self._apply(spec, event, on, facts)
        self._hold_seats(event, on)
        if consultation is not None and event is Event.OPINION_GIVEN:
            self.stop_seat(consultation, on)

    def start_seat(self, consultation: Consultation, seat: SeatSpec, on: date) -> Clock:
        """Start the limit of a seat from the day that its rule counts from."""
        clock = clockmoves.new_clock(seat, Event.CONSULTED)
        clock.case, clock.consultation = self.case, consultation
        return self._start(clock, Event.CONSULTED, on)

    def stop_seat(self, consultation: Consultation, on: date, event: Event = Event.OPINION_GIVEN) -> None:
        """The seat answered, or is asked no more. No effect once its limit is settled."""
        for clock in self._open():
            if clock.consultation_id == consultation.pk:
                self._stop(clock, event, on)

    def extend(self, name: str, on: date) -> Clock:
        """Use the next extension of a clock of the case. Raises ``ClockRefused`` if none is left."""
        clock = self.clock(name)
        if clock is None:
            raise ClockRefused(_("No limit “%(name)s” is running.") % {"name": name})
        clockmoves.must_be_settled_first(clock, on)
        calendar = self.calendar
        self._record(clock, ClockChange.EXTENDED, on, None, lambda: clockmoves.extend(clock, on, calendar))
        return clock

    def end_at(self, name: str, last: date, on: date) -> None:
        """A decision set an earlier end than the law's longest time (sursis à statuer)."""
        clock = self.clock(name)
        if clock is not None and clock.due_on is not None and last < clock.due_on:
            self._record(clock, ClockChange.SHORTENED, on, None, lambda: clockmoves.end_at(clock, last, on))

    def clock(self, name: str) -> Clock | None:
        """The open clock of the case with that name."""
        return next((clock for clock in self._open() if clock.name == name and not clock.of_seat), None)

    def due(self, before: date) -> list[Clock]:
        """Clocks whose last day was before this legal day, in the order in which they passed."""
        running = [clock for clock in self.clocks if clock.state == ClockState.RUNNING]
        passed = [clock for clock in running if clock.due_on is not None and clock.due_on < before]
        return sorted(passed, key=clockmoves.legal_order)

    def mark_passed(self, clock: Clock) -> None:
        """Settle a clock at its last day."""
        on = clock.due_on or clock.started_on
        self._record(clock, ClockChange.PASSED, on, None, lambda: clockmoves.mark_passed(clock))

    def close_case(self, on: date) -> None:
        """Stop what waits for nothing any more: all but the clocks started by the decision or after it."""
        for clock in self._open():
            if clock.of_seat or clock.started_by not in AFTER_THE_DECISION:
                self._stop(clock, None, on)

    def recompute(self, on: date) -> list[ClockEntry]:
        """Count running clocks again over the calendar of today; the entries of those that moved."""
        already = len(self.pending)
        for clock in self.clocks:
            if clock.state == ClockState.RUNNING and self._calendar_changed(clock):
                self._recount(clock, on)
        return self.pending[already:]

    def repin(self, on: date) -> None:
        """Count open clocks by the rules that the case is now pinned to; ``recompute`` of a repaired pack."""
        rules, calendar = self.case.rules, self.calendar
        if rules is None:
            return
        for clock in self._open():
            rule = rules.seat(clock.name) if clock.of_seat else rules.clock(clock.name)
            if rule is not None and rule.model_dump(mode="json") != clock.spec:
                move = partial(clockmoves.repin, clock, rule, on, calendar)
                self._record(clock, ClockChange.RECOMPUTED, on, None, move)

    def reminders(self, on: date) -> list[Clock]:
        """Clocks with a reminder to send by this legal day; several missed ones make one."""
        running = [clock for clock in self.clocks if clock.state == ClockState.RUNNING and clock.remind_on]
        return [c for c in running if c.remind_on and c.due_on and c.remind_on <= on <= c.due_on]

    def mark_reminded(self, clock: Clock, on: date) -> None:
        """The reminder was queued: plan the next one."""
        self._record(clock, ClockChange.REMINDED, on, None, lambda: clockmoves.plan_reminder(clock, on))

    def save(self, journal_seq: int | None = None) -> list[ClockEntry]:
        """Write what changed, and return the new entries of the ledger."""
        return save_all([self], journal_seq)

    def _apply(self, spec: ClockSpec, event: Event, on: date, facts: dict[str, Any]) -> None:
        clock = self.clock(spec.name)
        if clock is not None and event in spec.stops_on:
            self._stop(clock, event, on)
            clock = None
        if clock is not None:
            self._move(clock, spec, event, on)
        elif event in (*spec.starts_on, *spec.restarts_on) and (spec.when is None or spec.when.holds(facts)):
            fresh = clockmoves.new_clock(spec, event)
            fresh.case = self.case
            self._start(fresh, event, on)

    def _hold_seats(self, event: Event, on: date) -> None:
        """A seat cannot answer while the file is incomplete, so its limit does not run meanwhile."""
        for clock in self._open():
            if clock.of_seat and event is Event.PIECES_REQUESTED and not clock.paused:
                clockmoves.must_be_settled_first(clock, on)
                move = partial(clockmoves.suspend, clock, on, self.calendar)
                self._record(clock, ClockChange.SUSPENDED, on, event, move)
            elif clock.of_seat and event is Event.COMPLETED and clock.paused:
                move = partial(clockmoves.resume, clock, on, self.calendar)
                self._record(clock, ClockChange.RESUMED, on, event, move)

    def _move(self, clock: Clock, spec: ClockSpec, event: Event, on: date) -> None:
        """Restart, suspend or resume an open clock; an event that finds it so already does nothing."""
        move: Callable[[Clock, date, Calendar], None]
        if event in spec.restarts_on and on >= clock.started_on:
            change, move = ClockChange.RESTARTED, clockmoves.begin
        elif event in spec.suspends_on and not clock.paused:
            change, move = ClockChange.SUSPENDED, clockmoves.suspend
        elif event in spec.resumes_on and clock.paused:
            change, move = ClockChange.RESUMED, clockmoves.resume
        else:
            return
        clockmoves.must_be_settled_first(clock, on)
        calendar = self.calendar
        self._record(clock, change, on, event, lambda: move(clock, on, calendar))

    def _start(self, clock: Clock, event: Event, on: date) -> Clock:
        calendar = self.calendar
        self._record(clock, ClockChange.STARTED, on, event, lambda: clockmoves.begin(clock, on, calendar))
        self.clocks.append(clock)
        return clock

    def _stop(self, clock: Clock, event: Event | None, on: date) -> None:
        clockmoves.must_be_settled_first(clock, on)
        self._record(clock, ClockChange.STOPPED, on, event, lambda: clockmoves.stop(clock, on))

    def _calendar_changed(self, clock: Clock) -> bool:
        last = clock.due_on or clock.started_on
        return self.calendar.fingerprint(clock.started_on, last) != clock.fingerprint

    def _recount(self, clock: Clock, on: date) -> None:
        before, calendar = clock.due_on, self.calendar
        self._record(clock, ClockChange.RECOMPUTED, on, None, lambda: clockmoves.count(clock, on, calendar))
        if clock.due_on == before:
            self.pending.pop()  # another calendar, the same day: nothing happened to the limit

    def _record(
        self, clock: Clock, change: ClockChange, on: date, event: Event | None, move: Callable[[], None]
    ) -> None:
        before = clock.due_on
        move()
        entry = ClockEntry(
            clock=clock,
            change=change,
            on=on,
            event=event.value if event else "",
            article=clock.rule.basis.law[:200],
            due_before=before,
            due_after=clock.due_on,
        )
        self.pending.append(entry)
        if clock not in self._touched:
            self._touched.append(clock)

    def _open(self) -> list[Clock]:
        return [clock for clock in self.clocks if clock.state in OPEN]


def save_all(boards: Iterable[Board], journal_seq: int | None = None) -> list[ClockEntry]:
    """Write several boards at once; the number of statements is that of one."""
    touched: list[Clock] = []
    entries: list[ClockEntry] = []
    for board in boards:
        touched += board._touched
        entries += board.pending
        board._touched, board.pending = [], []
    return clockstore.write(touched, entries, journal_seq)
