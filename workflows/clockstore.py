"""Writing clocks: few statements, however many clocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workflows.models import Consultation
from workflows.models.clock import Clock, ClockChange, ClockEntry

MUTABLE = (
    "state",
    "spec",
    "on_lapse",
    "started_on",
    "due_on",
    "remind_on",
    "stopped_on",
    "passed_on",
    "suspensions",
    "extended",
    "lines",
    "fingerprint",
)
COUNTED_AGAIN = (ClockChange.RECOMPUTED, ClockChange.SUSPENDED, ClockChange.RESUMED)


def write(
    touched: Sequence[Clock], entries: Sequence[ClockEntry], journal_seq: int | None
) -> list[ClockEntry]:
    """Old clocks, then new ones (an old one may have to close first), the ledger, the days shown by seats."""
    old = [clock for clock in touched if clock.pk]
    if old:
        Clock.objects.bulk_update(old, MUTABLE)
    new = [clock for clock in touched if not clock.pk]
    if new:
        Clock.objects.bulk_create(new)
    for entry in entries:
        # Set again, for the key that the clock has only now.
        entry.clock, entry.journal_seq = entry.clock, journal_seq
    if entries:
        ClockEntry.objects.bulk_create(entries)
    _tell_seats(entries)
    return list(entries)


def _tell_seats(entries: Iterable[ClockEntry]) -> None:
    """A seat shows the last day of its clock: keep it true when the clock is counted again."""
    moved = {e.clock.consultation_id: e.due_after for e in entries if e.change in COUNTED_AGAIN}
    seats = [Consultation(pk=pk, due_on=due) for pk, due in moved.items() if pk is not None]
    if seats:
        Consultation.objects.bulk_update(seats, ["due_on"])
