"""Published delays: how long files of the last twelve months took, in whose hands, and how often in time.

Counted from the journal, over files that ended and seats that were settled in the period. A handful of
aggregate queries whatever the number of files; kept for an hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache
from django.db import connection

from accounts.models import Office
from workflows.lifecycle import State

PERIOD = timedelta(days=365)
KEPT = 3600  # seconds
#: In whose hands a file is in each state.
HANDS = {
    "desk": (State.FILED,),
    "seats": (State.IN_REVIEW,),
    "applicant": (State.INCOMPLETE, State.AMENDING),
    "authority": (State.DECIDING, State.SIGNING, State.DEFERRED),
}


@dataclass(frozen=True, slots=True)
class CommuneDelays:
    """Files of a commune that ended in the period. Days are calendar days, medians; shares from 0 to 1.

    In time: no limit of the authority passed whose passing has an effect. Others only bound what it may ask.
    """

    office: int
    files: int
    days: float
    desk: float
    seats: float
    applicant: float
    authority: float
    examinations: float
    on_time: float | None


@dataclass(frozen=True, slots=True)
class SeatDelays:
    """Opinions that an office was asked for and that were settled in the period."""

    office: int
    asked: int
    days: float
    on_time: float | None


_BY_COMMUNE = """
WITH ended AS (
    SELECT id, commune_id, deposited_on, closed_on, round FROM workflows_case
    WHERE state = 'closed' AND outcome <> 'withdrawn' AND closed_on > %(since)s AND closed_on <= %(until)s
), steps AS (
    SELECT e.id, j.to_state AS state,
        LEAD(j.effective_on, 1, e.closed_on) OVER (PARTITION BY e.id ORDER BY j.seq) - j.effective_on AS days
    FROM ended e JOIN workflows_journalentry j ON j.case_id = e.id
    WHERE j.subject = 'case' AND j.to_state <> ''
), hands AS (
    SELECT id,
        COALESCE(SUM(days) FILTER (WHERE state = ANY(%(desk)s)), 0) AS desk,
        COALESCE(SUM(days) FILTER (WHERE state = ANY(%(seats)s)), 0) AS seats,
        COALESCE(SUM(days) FILTER (WHERE state = ANY(%(applicant)s)), 0) AS applicant,
        COALESCE(SUM(days) FILTER (WHERE state = ANY(%(authority)s)), 0) AS authority
    FROM steps GROUP BY id
), timed AS (
    SELECT e.id, BOOL_AND(c.state <> 'passed') AS on_time
    FROM ended e JOIN workflows_clock c ON c.case_id = e.id
    WHERE c.owner = 'authority' AND c.consultation_id IS NULL AND c.due_on IS NOT NULL
        AND c.on_lapse <> 'nothing' GROUP BY e.id
)
SELECT e.commune_id, COUNT(*),
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY e.closed_on - e.deposited_on),
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY h.desk),
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY h.seats),
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY h.applicant),
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY h.authority),
    AVG(GREATEST(e.round, 1))::float, AVG(t.on_time::int)::float
FROM ended e JOIN hands h ON h.id = e.id LEFT JOIN timed t ON t.id = e.id
GROUP BY e.commune_id
"""

_BY_SEAT = """
SELECT office_id, COUNT(*),
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY settled_on - requested_on),
    AVG((state = 'answered' AND settled_on <= due_on)::int) FILTER (WHERE due_on IS NOT NULL)::float
FROM workflows_consultation
WHERE state IN ('answered', 'lapsed') AND settled_on > %(since)s AND settled_on <= %(until)s
GROUP BY office_id
"""


def by_commune(until: date) -> list[CommuneDelays]:
    """Communes with at least one file that ended in the twelve months up to that day."""
    return [CommuneDelays(**row) for row in _kept(f"delays:communes:{until}", lambda: _communes(until))]


def by_seat(until: date) -> list[SeatDelays]:
    """Offices that settled at least one request in the twelve months up to that day."""
    return [SeatDelays(**row) for row in _kept(f"delays:seats:{until}", lambda: _seats(until))]


def names_of(rows: list[CommuneDelays] | list[SeatDelays]) -> dict[int, Office]:
    """The offices of these rows. One query."""
    return Office.objects.in_bulk([row.office for row in rows])


def _communes(until: date) -> list[dict[str, Any]]:
    states = {name: [state.value for state in held] for name, held in HANDS.items()}
    return [asdict(CommuneDelays(*row)) for row in _rows(_BY_COMMUNE, until, states)]


def _seats(until: date) -> list[dict[str, Any]]:
    return [asdict(SeatDelays(*row)) for row in _rows(_BY_SEAT, until, {})]


def _rows(query: str, until: date, values: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"since": until - PERIOD, "until": until, **values})
        yield from cursor.fetchall()


def _kept(key: str, make: Any) -> list[dict[str, Any]]:
    found = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT)
    return list(found)
