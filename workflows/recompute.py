"""After a decision about the calendar: limits still running are counted again, settled ones never."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import Office
from workflows.calendars import calendar_for
from workflows.clocks import Board, save_all
from workflows.models import Case
from workflows.models.calendar import CalendarDay
from workflows.models.clock import Clock, ClockEntry, ClockState


def offices_concerned(day: CalendarDay) -> QuerySet[Office]:
    """The offices whose calendar a decision changes: one and those below it, or the whole country."""
    if day.office_id is None:
        return Office.objects.filter(country=day.country)
    return Office.objects.filter(Q(pk=day.office_id) | Q(parent_id=day.office_id), country=day.country)


def cases_to_recompute(office: Office) -> list[int]:
    """Cases in charge of the office with a running limit counted over another calendar; no lock."""
    running = Clock.objects.filter(case__commune=office, state=ClockState.RUNNING).order_by("case_id")
    calendar = calendar_for(office)
    return sorted(
        {
            clock.case_id
            for clock in running
            if clock.due_on and calendar.fingerprint(clock.started_on, clock.due_on) != clock.fingerprint
        }
    )


def recompute_open(office: Office, on: date) -> dict[int, list[ClockEntry]]:
    """Count again, and write, all running limits of an office; what moved, by case, for the journal.

    Locks the cases in order. The number of statements does not depend on the number of cases.
    """
    with transaction.atomic():
        wanted = Clock.objects.filter(case__commune=office, state=ClockState.RUNNING).values("case_id")
        locked = Case.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
        cases = {case.pk: case for case in locked}
        calendar = calendar_for(office)
        clocks: dict[int, list[Clock]] = defaultdict(list)
        for clock in Clock.objects.open().filter(case__in=cases):
            clocks[clock.case_id].append(clock)
        boards = [Board(cases[pk], rows, calendar) for pk, rows in clocks.items()]
        moved = {board.case.pk: board.recompute(on) for board in boards}
        save_all(boards)
    return {pk: entries for pk, entries in moved.items() if entries}
