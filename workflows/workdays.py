"""Working days of a place: week-end, civil and religious holidays, and what was decided since.

``Calendar`` is pure. ``workflows.calendars.calendar_for`` fills one for an office.
Religious days are computed in advance and announced late: they are marked *estimated*, and an
override moves them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from workflows.procedures.grammar import Text

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
WEEKEND = frozenset({SATURDAY, SUNDAY})
WEEKEND_TEXT = Text(fr="week-end", ar="عطلة نهاية الأسبوع", en="week-end")


class DayKind(StrEnum):
    """What a decision makes of a day."""

    HOLIDAY = "holiday"
    WORKING = "working"
    OUTAGE = "outage"  # a certified failure of the service: the day does not count


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why nobody works on a day. ``estimated``: a lunar day not yet announced."""

    text: Text
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Override:
    """A decision about one day; it wins over week-end and holidays."""

    kind: DayKind
    text: Text


@dataclass(frozen=True)
class Calendar:
    """The working days of one office. Weekdays are 0 (Monday) to 6 (Sunday)."""

    country: str
    weekend: frozenset[int] = WEEKEND
    holidays: Mapping[date, tuple[DayOff, ...]] = field(default_factory=dict)
    overrides: Mapping[date, Override] = field(default_factory=dict)
    moved: frozenset[date] = frozenset()  # days whose estimated holiday was announced for another day

    def __post_init__(self) -> None:
        """A calendar without a working day would make every limit endless."""
        if not self.weekend < frozenset(range(7)):
            raise ValueError(
                "a week-end is days 0 (Monday) to 6 (Sunday), and leaves at least one working day"
            )

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day."""
        override = self.overrides.get(day)
        if override is not None:
            return override.kind is DayKind.WORKING
        return day.weekday() not in self.weekend and not self.named(day)

    def next_working(self, day: date) -> date:
        """That day if it is worked, else the first worked day after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def named(self, day: date) -> tuple[DayOff, ...]:
        """The holidays that fall on that day, less a lunar one announced for another day."""
        days = self.holidays.get(day, ())
        return tuple(off for off in days if not off.estimated) if day in self.moved else days

    def day_off(self, day: date) -> DayOff | None:
        """Why the day is off; None on a working day. A holiday is named before a week-end."""
        override = self.overrides.get(day)
        if override is not None:
            return None if override.kind is DayKind.WORKING else DayOff(override.text)
        named = self.named(day)
        if named:
            return _joined(named)
        return DayOff(WEEKEND_TEXT) if day.weekday() in self.weekend else None

    def why_off(self, day: date, language: str) -> str | None:
        """The reason in ``fr``, ``ar`` or ``en``; None on a working day."""
        off = self.day_off(day)
        return off.text.in_language(language) if off else None

    def is_plain_weekend(self, day: date) -> bool:
        """Off for no other reason than the day of the week."""
        return day.weekday() in self.weekend and day not in self.overrides

    def fingerprint(self, first: date, last: date) -> str:
        """SHA-256 of all that was used between two days, both included: changes when a limit may."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        used = [self._facts(day) for day in days if day in self.overrides or self.named(day)]
        content = {"country": self.country, "weekend": sorted(self.weekend), "days": used}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def _facts(self, day: date) -> list[str]:
        override = self.overrides.get(day)
        if override is not None:
            return [day.isoformat(), override.kind.value, override.text.en]
        return [day.isoformat(), "holiday", *(off.text.en for off in self.named(day))]


def _joined(days: tuple[DayOff, ...]) -> DayOff:
    """Several holidays on one day, as one reason."""
    if len(days) == 1:
        return days[0]
    text = Text(
        fr=" ; ".join(off.text.fr for off in days),
        ar=" ؛ ".join(off.text.ar for off in days),
        en="; ".join(off.text.en for off in days),
    )
    return DayOff(text, estimated=all(off.estimated for off in days))
