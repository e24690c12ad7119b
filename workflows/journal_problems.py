"""What a verification of the journal found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

KEPT = 1000


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, in a sentence, with the place."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


@dataclass(slots=True)
class Findings:
    """The result of a verification. The first problems are kept, all are counted."""

    problems: list[Problem] = field(default_factory=list)
    broken: int = 0
    cases: int = 0
    entries: int = 0
    erased: int = 0
    anchors: int = 0
    anchored_on: str | None = None
    unprotected: int = 0
    unprotected_since: datetime | None = None

    @property
    def ok(self) -> bool:
        """Nothing wrong was found."""
        return self.broken == 0

    def add(self, place: str, text: str) -> None:
        """Count a problem, and keep it if there is room."""
        self.broken += 1
        if len(self.problems) < KEPT:
            self.problems.append(Problem(place, text))

    def window(self) -> str:
        """A sentence on the rows that no anchor covers yet."""
        if not self.unprotected:
            return f"Every row is anchored (last anchor: {self.anchored_on or 'none needed'})."
        since = self.unprotected_since.isoformat(timespec="seconds") if self.unprotected_since else "?"
        return (
            f"Unprotected window: {self.unprotected} row(s) since {since} "
            f"(last anchor: {self.anchored_on or 'none yet'})."
        )
