"""After a decision about the calendar: limits still running are counted again, settled ones never."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.models import Office
from workflows.calendars import calendar_for
from workflows.models.calendar import CalendarDay
from workflows.models.clock import Clock, ClockState


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
