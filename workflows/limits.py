"""How a limit is counted: from a start, over a calendar, through suspensions and extensions.

Pure: no database, no present day. Sources: ``Counting`` of the pack. Defaults: the first day does
not count, the last one does, a last day off rolls to the next working day. In a *délai franc* the
last day does not count either. Months go by date: 31 January + 1 month = last day of February.

A suspension adds back the days from the day it began to the day it ended. As for the start of the
limit, the day of the event itself is the one that does not count: a limit suspended on the very
day it started and resumed later is the limit started on the day it resumed. A limit never ends
while it is suspended.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workflows.ledger import Line, LineKind
from workflows.procedures.grammar import Counting, Limit, Unit
from workflows.workdays import ONE_DAY, Calendar


@dataclass(frozen=True, slots=True, order=True)
class Suspension:
    """The limit did not run from a day to a day; ``until`` None: it does not run yet."""

    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        """Raises ``ValueError`` when it ends before it begins."""
        if self.until is not None and self.until < self.since:
            raise ValueError(f"a suspension of {self.since} cannot end on {self.until}")


@dataclass(frozen=True, slots=True)
class Computed:
    """The last day of a limit (None: suspended now) and the ledger that explains it."""

    due_on: date | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Pause:
    """A suspension that ended."""

    since: date
    until: date


def compute(
    limit: Limit,
    start: date,
    calendar: Calendar,
    *,
    stops: Sequence[Suspension] = (),
    extensions: Sequence[Limit] = (),
) -> Computed:
    """The last day of ``limit`` counted from ``start``. Extensions are counted as the limit itself."""
    pauses, open_since = _merged(stops)
    count = _Count(calendar, limit.counting, pauses)
    end, due = count.ends(start, _segments(limit, extensions))
    lines = [Line(LineKind.COUNT, first=start, n=limit.n, unit=limit.unit)]
    lines += [Line(LineKind.EXTENDED, n=more.n, unit=more.unit) for more in extensions]
    lines += [
        Line(LineKind.SUSPENDED, p.since, p.until, (p.until - p.since).days) for p in pauses if p.since <= due
    ]
    if open_since is not None and open_since <= due:
        return Computed(None, (*lines, Line(LineKind.SUSPENDED, open_since)))
    if not limit.counting.last_day:
        lines.append(Line(LineKind.CLEAR_DAYS))
    if Unit.WORKING_DAYS in {limit.unit, *(more.unit for more in extensions)}:
        lines += count.days_left_out(start, end)
    return Computed(due, (*lines, *_rolled(calendar, end, due), Line(LineKind.DUE, first=due)))


def add_months(day: date, n: int) -> tuple[date, bool]:
    """The same date ``n`` months later, and whether that month was too short to have it."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)), day.day > last


def limit_end(start: date, limit: Limit) -> date:
    """The last day of a limit in calendar days or months, without regard to holidays.

    For bounds that an act must respect, where no clock runs. Working days count as calendar days.
    """
    if limit.unit is Unit.MONTHS:
        return add_months(start, limit.n)[0]
    return start + timedelta(days=limit.n)


class _Count:
    """Counts days over one calendar, leaving the suspended ones out."""

    def __init__(self, calendar: Calendar, counting: Counting, pauses: list[_Pause]) -> None:
        self.calendar = calendar
        self.counting = counting
        self.pauses = pauses

    def ends(self, start: date, segments: list[tuple[int, Unit]]) -> tuple[date, date]:
        """The last day counted, and the last day of the limit once rolled off days off."""
        end = start
        for position, (n, unit) in enumerate(segments):
            extra = 0 if self.counting.last_day or position < len(segments) - 1 else 1
            end = self._segment(end, n, unit, extra, first_day=self.counting.first_day and position == 0)
        return self._close(end)

    def days_left_out(self, start: date, end: date) -> list[Line]:
        """Lines for the days between start and end that were not worked, and for those worked by decision."""
        lines: list[Line] = []
        week_ends = 0
        day = start if self.counting.first_day else start + ONE_DAY
        while day <= end:
            if not self._suspended(day):
                week_ends += self.calendar.is_plain_weekend(day)
                lines += _special(self.calendar, day)
            day += ONE_DAY
        return [Line(LineKind.WEEKEND, n=week_ends), *lines] if week_ends else lines

    def _segment(self, start: date, n: int, unit: Unit, extra: int, *, first_day: bool) -> date:
        origin = start - ONE_DAY if first_day else start
        if unit is Unit.WORKING_DAYS:
            return self._out_of_pause(_walk(origin, n + extra, self._counts_worked))
        if unit is Unit.MONTHS:
            last, shortened = add_months(start, n)
            n = (last - origin).days - (1 if first_day and not shortened else 0)
        return self._out_of_pause(_walk(origin, n + extra, self._counts))

    def _close(self, end: date) -> tuple[date, date]:
        """Rolls to a working day that is not suspended."""
        while True:
            due = self.calendar.next_working(end) if self.counting.roll else end
            later = self._out_of_pause(due)
            if later == due:
                return end, due
            end = later

    def _out_of_pause(self, day: date) -> date:
        """A limit suspended on its last day ends when it resumes."""
        return next((pause.until for pause in self.pauses if pause.since <= day < pause.until), day)

    def _counts(self, day: date) -> bool:
        return not self._suspended(day)

    def _counts_worked(self, day: date) -> bool:
        return self.calendar.is_working(day) and not self._suspended(day)

    def _suspended(self, day: date) -> bool:
        if self.counting.first_day:
            return any(pause.since <= day < pause.until for pause in self.pauses)
        return any(pause.since < day <= pause.until for pause in self.pauses)


def _walk(origin: date, n: int, counts: Callable[[date], bool]) -> date:
    """The ``n``-th day after ``origin`` that counts."""
    day = origin
    while n > 0:
        day += ONE_DAY
        n -= counts(day)
    return day


def _segments(limit: Limit, extensions: Sequence[Limit]) -> list[tuple[int, Unit]]:
    """Lengths to count one after the other; 2 months extended by 1 month are 3 months."""
    segments = [(limit.n, limit.unit)]
    for more in extensions:
        n, unit = segments[-1]
        if more.unit is unit:
            segments[-1] = (n + more.n, unit)
        else:
            segments.append((more.n, more.unit))
    return segments


def _merged(stops: Sequence[Suspension]) -> tuple[list[_Pause], date | None]:
    """Suspensions in order, overlapping ones joined, and the day since when it is suspended now."""
    pauses: list[_Pause] = []
    for stop in sorted(stops, key=lambda stop: (stop.since, stop.until or date.max)):
        joins = bool(pauses) and stop.since <= pauses[-1].until
        since = pauses.pop().since if joins and stop.until is None else stop.since
        if stop.until is None:
            return pauses, since
        if joins:
            last = pauses.pop()
            pauses.append(_Pause(last.since, max(last.until, stop.until)))
        else:
            pauses.append(_Pause(stop.since, stop.until))
    return pauses, None


def _special(calendar: Calendar, day: date) -> list[Line]:
    """A holiday on a weekday, or a week-end day or holiday that a decision made a working one."""
    override = calendar.overrides.get(day)
    if override is not None and calendar.is_working(day):
        return [Line(LineKind.WORKED, first=day, text=override.text)]
    off = None if calendar.is_plain_weekend(day) else calendar.day_off(day)
    return [Line(LineKind.HOLIDAY, first=day, text=off.text, estimated=off.estimated)] if off else []


def _rolled(calendar: Calendar, end: date, due: date) -> list[Line]:
    """Why the limit does not end on its last day counted."""
    if due == end:
        return []
    off = calendar.day_off(end)
    text, estimated = (off.text, off.estimated) if off else (None, False)
    lines = [Line(LineKind.ROLLED, end, due, text=text, estimated=estimated)]
    day = end + ONE_DAY
    while day < due:
        lines += _special(calendar, day)
        day += ONE_DAY
    return lines
