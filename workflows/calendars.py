"""The calendar of an office: public holidays of its country and what was decided since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from accounts.models import Office
from workflows.models.calendar import CalendarDay
from workflows.procedures.grammar import Text
from workflows.publicholidays import PublicHolidays
from workflows.workdays import WEEKEND, Calendar, DayKind, Override

__all__ = ["Calendar", "calendar_for"]


def calendar_for(office: Office, first: date | None = None, last: date | None = None) -> Calendar:
    """The working days of an office, in one query: its own decisions, then its parent's, then the country's.

    Decisions outside ``first``–``last`` are left out; None means no bound. The week-end is
    ``office.settings["weekend"]`` (0 is Monday), else Saturday and Sunday. Raises ``UnknownCountry``
    or ``ValueError`` when the office is set up wrongly.
    """
    rows = CalendarDay.objects.filter(
        Q(office__isnull=True) | Q(office_id__in=[office.pk, office.parent_id or office.pk]),
        country=office.country,
    )
    if first is not None:
        rows = rows.filter(Q(day__gte=first) | Q(replaces__gte=first))
    if last is not None:
        rows = rows.filter(Q(day__lte=last) | Q(replaces__lte=last))
    return calendar_of(office, rows)


def calendar_of(office: Office, rows: Iterable[CalendarDay]) -> Calendar:
    """The calendar of an office from decisions already read."""
    nearest_last = sorted(rows, key=lambda row: _nearness(row, office))
    return Calendar(
        country=office.country,
        weekend=_weekend(office.settings.get("weekend")),
        holidays=PublicHolidays(office.country),
        overrides={row.day: _override(row) for row in nearest_last},
        moved=frozenset(row.replaces for row in nearest_last if row.replaces),
    )


def _nearness(row: CalendarDay, office: Office) -> int:
    """The decision of the office itself beats that of its parent, which beats the country's."""
    if row.office_id is None:
        return 0
    return 2 if row.office_id == office.pk else 1


def _override(row: CalendarDay) -> Override:
    return Override(DayKind(row.kind), Text(fr=row.label_fr, ar=row.label_ar, en=row.label_en))


def _weekend(days: Any) -> frozenset[int]:
    if days is None:
        return WEEKEND
    if not isinstance(days, list) or not all(isinstance(day, int) for day in days):
        raise ValueError('the setting "weekend" of an office is a list of days, 0 (Monday) to 6 (Sunday)')
    return frozenset(days)
