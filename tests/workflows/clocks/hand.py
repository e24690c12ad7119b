"""Calendars and limits written short, for the tests of legal time."""

from __future__ import annotations

from datetime import date

from workflows.limits import Suspension, compute
from workflows.procedures.grammar import Counting, Limit, Text, Unit
from workflows.publicholidays import PublicHolidays
from workflows.workdays import Calendar, DayKind, Override

MA = Calendar("ma", holidays=PublicHolidays("ma"))
FR = Calendar("fr", holidays=PublicHolidays("fr"))
PLAIN = Counting()
CLEAR = Counting(last_day=False)
WITH_FIRST = Counting(first_day=True)
NO_ROLL = Counting(roll=False)


def day(text: str) -> date:
    return date.fromisoformat(text)


def working(n: int, counting: Counting = PLAIN) -> Limit:
    return Limit(n=n, unit=Unit.WORKING_DAYS, counting=counting)


def days(n: int, counting: Counting = PLAIN) -> Limit:
    return Limit(n=n, unit=Unit.CALENDAR_DAYS, counting=counting)


def months(n: int, counting: Counting = PLAIN) -> Limit:
    return Limit(n=n, unit=Unit.MONTHS, counting=counting)


def paused(since: str, until: str | None = None) -> Suspension:
    return Suspension(day(since), day(until) if until else None)


def same_text(text: str) -> Text:
    return Text(fr=text, ar=text, en=text)


def override(kind: DayKind, name: str = "decided") -> Override:
    return Override(kind, same_text(name))


def last_day(
    limit: Limit,
    start: str,
    *stops: Suspension,
    calendar: Calendar = MA,
    extensions: tuple[Limit, ...] = (),
) -> str | None:
    due = compute(limit, day(start), calendar, stops=stops, extensions=extensions).due_on
    return due.isoformat() if due else None
