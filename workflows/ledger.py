"""The lines that explain how a date was found, kept with the clock in no language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from workflows.procedures.grammar import Text, Unit


class LineKind(StrEnum):
    """What a line of the ledger says."""

    COUNT = "count"  # n units from first
    EXTENDED = "extended"  # by n units
    SUSPENDED = "suspended"  # first to last, n days; last None: still
    CLEAR_DAYS = "clear_days"  # délai franc: the last day does not count
    WEEKEND = "weekend"  # n days of week-end left out
    HOLIDAY = "holiday"  # first is off because of text
    WORKED = "worked"  # first is worked by decision
    ROLLED = "rolled"  # from first, a day off because of text, to last
    DUE = "due"  # first is the last day


@dataclass(frozen=True, slots=True)
class Line:
    """One line; which columns are filled follows from its kind."""

    kind: LineKind
    first: date | None = None
    last: date | None = None
    n: int | None = None
    unit: Unit | None = None
    text: Text | None = None
    estimated: bool = False

    def to_json(self) -> dict[str, Any]:
        """The line as JSON values, without its empty columns."""
        values = {
            "kind": self.kind.value,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "n": self.n,
            "unit": self.unit.value if self.unit else None,
            "text": self.text.model_dump() if self.text else None,
            "estimated": self.estimated or None,
        }
        return {name: value for name, value in values.items() if value is not None}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """The line that ``to_json`` wrote."""
        return cls(
            kind=LineKind(values["kind"]),
            first=_day(values.get("first")),
            last=_day(values.get("last")),
            n=values.get("n"),
            unit=Unit(values["unit"]) if "unit" in values else None,
            text=Text(**values["text"]) if "text" in values else None,
            estimated=bool(values.get("estimated")),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
