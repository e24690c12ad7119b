"""Any course of events: settled limits never move, and open ones are always what a fresh count gives."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.workflows.clocks.conftest import small_procedure
from tests.workflows.clocks.hand import MA
from workflows.clocks import Board
from workflows.events import Event
from workflows.limits import compute
from workflows.models import Case, Clock, ClockChange, ClockState, ProcedureVersion
from workflows.procedures.grammar import Limit

EVENTS = [
    Event.FILED,
    Event.ADMITTED,
    Event.PIECES_REQUESTED,
    Event.COMPLETED,
    Event.RESUBMITTED,
    Event.GRANTED,
    Event.DELIVERED,
    Event.DEEMED_GRANTED,
]


def columns(clock: Clock) -> dict[str, Any]:
    names = [field.attname for field in Clock._meta.concrete_fields]
    return {name: getattr(clock, name) for name in names}


class ClocksMachine(RuleBasedStateMachine):
    """The engine in small: it settles what is due, in legal order, before each event."""

    @initialize(on=st.dates(date(2026, 1, 1), date(2027, 6, 30)))
    def file(self, on: date) -> None:
        rules = small_procedure()
        pinned = ProcedureVersion(digest=rules.digest, content=rules.canonical())
        self.board = Board(Case(procedure=pinned), (), MA)
        self.on = on
        self.settled: dict[int, dict[str, Any]] = {}
        self.board.event(Event.FILED, on, facts={"levels": 4})

    @rule(event=st.sampled_from(EVENTS), later=st.integers(0, 40))
    def happens(self, event: Event, later: int) -> None:
        self.on += timedelta(days=later)
        self._settle()
        self.board.event(event, self.on, facts={"levels": 4})

    @rule()
    def extended(self) -> None:
        self._settle()
        silence = self.board.clock("silence")
        if silence is not None and not silence.extended:
            self.board.extend("silence", self.on)

    @rule()
    def swept_late(self) -> None:
        self.on += timedelta(days=200)
        self._settle()

    @rule()
    def calendar_looked_at_again(self) -> None:
        assert self.board.recompute(self.on) == []

    @invariant()
    def settled_never_move(self) -> None:
        for clock in self.board.clocks:
            if clock.settled:
                assert self.settled.setdefault(id(clock), columns(clock)) == columns(clock)

    @invariant()
    def open_clocks_are_a_fresh_count(self) -> None:
        for clock in self.board.clocks:
            limit = clock.rule.limit
            if clock.settled or not isinstance(limit, Limit):
                continue
            fresh = compute(limit, clock.started_on, MA, stops=clock.pauses, extensions=clock.extensions)
            assert clock.due_on == fresh.due_on
            assert (clock.state == ClockState.RUNNING) == (fresh.due_on is not None)

    @invariant()
    def one_open_clock_of_a_name(self) -> None:
        names = [clock.name for clock in self.board.clocks if not clock.settled]
        assert len(names) == len(set(names))

    def _settle(self) -> None:
        passed: list[date] = []
        while due := self.board.due(self.on):
            self.board.mark_passed(due[0])
            passed.append(self.board.pending[-1].on)
            assert self.board.pending[-1].change == ClockChange.PASSED
        assert passed == sorted(passed)


TestClocksMachine = ClocksMachine.TestCase
TestClocksMachine.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
