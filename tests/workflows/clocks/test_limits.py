"""What must hold of any limit, whatever the calendar, suspensions and extensions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.clocks.hand import MA, days, override, paused, working
from workflows.ledger import Line, LineKind
from workflows.limits import Suspension, compute
from workflows.procedures.grammar import Counting, Limit, Unit
from workflows.workdays import Calendar, DayKind

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
starts = st.dates(FIRST, LAST)
countings = st.builds(Counting, first_day=st.booleans(), last_day=st.booleans(), roll=st.booleans())
limits = st.builds(
    Limit,
    n=st.integers(1, 40),
    unit=st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS]),
    counting=countings,
) | st.builds(Limit, n=st.integers(1, 14), unit=st.just(Unit.MONTHS), counting=countings)
calendars = st.builds(
    lambda kinds: Calendar("ma", holidays=MA.holidays, overrides={d: override(k) for d, k in kinds.items()}),
    st.dictionaries(starts, st.sampled_from(list(DayKind)), max_size=6),
)
pauses = st.builds(lambda since, n: Suspension(since, since + timedelta(days=n)), starts, st.integers(0, 60))


@st.composite
def later_pauses(draw: Callable[..., object], after: int = 0) -> list[tuple[int, int]]:
    """Suspensions as (days after the start, length)."""
    return draw(st.lists(st.tuples(st.integers(after, 90), st.integers(0, 40)), max_size=4))  # type: ignore[return-value]  # draw carries no type


def due(
    limit: Limit, start: date, calendar: Calendar, stops: list[Suspension], more: tuple[Limit, ...] = ()
) -> date:
    found = compute(limit, start, calendar, stops=stops, extensions=more).due_on
    assert found is not None
    return found


@given(limits, starts, calendars, st.lists(pauses, max_size=4))
def test_rolled_limit_never_ends_on_a_day_off(
    limit: Limit, start: date, calendar: Calendar, stops: list[Suspension]
) -> None:
    last = due(limit, start, calendar, stops)
    assert last >= start
    assert calendar.is_working(last) or not limit.counting.roll


@given(limits, starts, calendars, st.lists(pauses, max_size=4))
def test_limit_never_ends_while_suspended(
    limit: Limit, start: date, calendar: Calendar, stops: list[Suspension]
) -> None:
    last = due(limit, start, calendar, stops)
    assert not any(stop.since <= last < stop.until for stop in stops if stop.until)


@given(limits, starts, calendars, st.integers(0, 30), later_pauses(after=30))
def test_later_start_never_ends_earlier(
    limit: Limit, start: date, calendar: Calendar, n: int, later: list[tuple[int, int]]
) -> None:
    stops = [
        Suspension(start + timedelta(days=since), start + timedelta(days=since + length))
        for since, length in later
    ]
    assert due(limit, start, calendar, stops) <= due(limit, start + timedelta(days=n), calendar, stops)


@given(limits, starts, calendars, st.lists(pauses, max_size=3))
def test_longer_limit_never_ends_earlier(
    limit: Limit, start: date, calendar: Calendar, stops: list[Suspension]
) -> None:
    longer = limit.model_copy(update={"n": limit.n + 1})
    assert due(limit, start, calendar, stops) <= due(longer, start, calendar, stops)


@given(limits, starts, calendars, st.lists(pauses, max_size=3), pauses)
def test_suspension_never_shortens(
    limit: Limit, start: date, calendar: Calendar, stops: list[Suspension], one_more: Suspension
) -> None:
    assert due(limit, start, calendar, stops) <= due(limit, start, calendar, [*stops, one_more])


@given(limits, starts, calendars, st.lists(pauses, max_size=3), st.lists(limits, max_size=2), limits)
def test_extension_never_shortens(
    limit: Limit,
    start: date,
    calendar: Calendar,
    stops: list[Suspension],
    more: list[Limit],
    one_more: Limit,
) -> None:
    before = due(limit, start, calendar, stops, tuple(more))
    assert before <= due(limit, start, calendar, stops, (*more, one_more))


@given(limits.filter(lambda limit: limit.unit is not Unit.MONTHS), starts, calendars, st.integers(0, 60))
def test_suspension_from_the_first_day_is_a_later_start(
    limit: Limit, start: date, calendar: Calendar, n: int
) -> None:
    resumed = start + timedelta(days=n)
    assert due(limit, start, calendar, [Suspension(start, resumed)]) == due(limit, resumed, calendar, [])


@given(st.integers(1, 60), starts, st.integers(0, 60), st.integers(0, 60))
def test_calendar_days_shift_by_the_length_of_the_suspension(
    n: int, start: date, since: int, length: int
) -> None:
    limit = days(n, Counting(roll=False))
    begins = start + timedelta(days=min(since, n))
    last = due(limit, start, MA, [Suspension(begins, begins + timedelta(days=length))])
    assert last == start + timedelta(days=n + length)


@settings(max_examples=50)
@given(limits, starts, calendars, st.lists(pauses, max_size=3))
def test_lines_survive_their_storage(
    limit: Limit, start: date, calendar: Calendar, stops: list[Suspension]
) -> None:
    lines = compute(limit, start, calendar, stops=stops).lines
    assert tuple(Line.from_json(line.to_json()) for line in lines) == lines


@settings(max_examples=50)
@given(st.integers(1, 40), starts, calendars)
def test_ledger_of_working_days_adds_up(n: int, start: date, calendar: Calendar) -> None:
    found = compute(working(n), start, calendar)
    assert found.due_on is not None
    left_out = sum(line.n or 0 for line in found.lines if line.kind is LineKind.WEEKEND)
    left_out += sum(line.kind is LineKind.HOLIDAY for line in found.lines)
    assert (found.due_on - start).days == n + left_out


def test_ledger_names_what_was_left_out() -> None:
    lines = compute(working(15), date(2026, 11, 12), MA).lines
    kinds = [line.kind for line in lines]
    assert kinds == [LineKind.COUNT, LineKind.WEEKEND, LineKind.HOLIDAY, LineKind.DUE]
    assert lines[1].n == 6
    assert lines[2].text and lines[2].text.en == "Independence Day"


def test_suspension_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        paused("2026-11-10", "2026-11-09")
