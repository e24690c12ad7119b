"""Limits counted by hand on a wall calendar from the texts; the days that count are in the comments.

November 2026 begins on a Sunday. The first day never counts, unless said.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workflows.clocks.hand import (
    CLEAR,
    FR,
    MA,
    NO_ROLL,
    WITH_FIRST,
    day,
    days,
    last_day,
    months,
    override,
    paused,
    working,
)
from workflows.procedures.grammar import Limit
from workflows.workdays import DayKind

MOROCCO = [
    # 2013, dispatch (décret 2-13-424 art. 18): Tue 24, Wed 25, Thu 26.
    (working(3), "2026-11-23", "2026-11-26"),
    # 2013, opinions (art. 18): 24–27 (4), 30–4 Dec (9), 7–11 (14), Mon 14 (15).
    (working(15), "2026-11-23", "2026-12-14"),
    # Over Independence Day, Wed 18: 13 (1), 16 17 19 20 (5), 23–27 (10), 30–4 Dec (15).
    (working(15), "2026-11-12", "2026-12-04"),
    # Over Throne Day, Thu 30 July: 21–24 (4), 27 28 29 31 (8), 3–7 Aug (13), 10 11 (15).
    (working(15), "2026-07-20", "2026-08-11"),
    # 2019 regime, Throne Day Thu 30 and Aïd al-Adha Fri 31 July 2020:
    # 21–24 (4), 27 28 29 (7), 3–7 Aug (12), 10 11 12 (15).
    (working(15), "2020-07-20", "2020-08-12"),
    # August 2026: 11 12 13 (3); 14 Oued Ed-Dahab; 17 18 19 (6); 20 and 21 off; 24 (7);
    # 25 and 26 Mawlid; 27 28 (9); 31–4 Sept (14); Mon 7 (15).
    (working(15), "2026-08-10", "2026-09-07"),
    # Note de renseignements (art. 6–9), asked on the eve of Aïd al-Adha (27, 28 May): 29, Mon 1 June.
    (working(2), "2026-05-26", "2026-06-01"),
    # Received on a Saturday: Mon 23, Tue 24, Wed 25.
    (working(3), "2026-11-21", "2026-11-25"),
    # Réfection (2-18-475), 10 working days over Aïd al-Adha: 14 15 (2), 18–22 (7), 25 26 (9), Fri 29 (10).
    (working(10), "2026-05-13", "2026-05-29"),
    # 2019, reported: petit 10 days, grand 25 days. Mon 3 Feb + 10 = Thu 13; + 25 = Fri 28.
    (days(10), "2020-02-03", "2020-02-13"),
    (days(25), "2020-02-03", "2020-02-28"),
    # 2023, reported: petit 15 days: Mon 2 + 15 = Tue 17 Nov.
    (days(15), "2026-11-02", "2026-11-17"),
    # 2023, reported: grand 30 days: 19 Oct + 30 = Wed 18 Nov, Independence Day → Thu 19.
    (days(30), "2026-10-19", "2026-11-19"),
    # Silence (12-90 art. 48): 18 Sept + 2 months = Wed 18 Nov, Independence Day → Thu 19.
    (months(2), "2026-09-18", "2026-11-19"),
    # Silence: 31 Aug + 2 months = Sat 31 Oct, Unity Day → Mon 2 Nov.
    (months(2), "2026-08-31", "2026-11-02"),
    # Silence over the end of February: 31 Dec + 2 months = Sat 28 Feb → Mon 2 March.
    (months(2), "2025-12-31", "2026-03-02"),
    (months(2, NO_ROLL), "2025-12-31", "2026-02-28"),
    # Leap year: 31 Jan + 1 month = Tue 29 Feb 2028.
    (months(1), "2028-01-31", "2028-02-29"),
    # Démolition (2-18-475), 1 month: 30 Jan → Sat 28 Feb → Mon 2 March.
    (months(1), "2026-01-30", "2026-03-02"),
    # Régularisation, 60 days: 1 Sept + 60 = Sat 31 Oct, Unity Day → Mon 2 Nov.
    (days(60), "2026-09-01", "2026-11-02"),
    # Before 2026, 31 October was a day like another: Fri 31 Oct 2025.
    (days(60), "2025-09-01", "2025-10-31"),
    # Occupancy, substitution after 1 month (12-90 art. 55): 18 Oct → 18 Nov → Thu 19.
    (months(1), "2026-10-18", "2026-11-19"),
    # Lapse of the permit (12-90 art. 49): one year from Mon 16 Nov 2026 = Tue 16 Nov 2027.
    (months(12), "2026-11-16", "2027-11-16"),
    # Sursis (12-90 art. 45), 2 years: Thu 29 Feb 2028 + 24 months = Thu 28 Feb 2030.
    (months(24), "2028-02-29", "2030-02-28"),
    # Délai franc: the last day does not count either. 2 + 10 = Thu 12, so Fri 13.
    (days(10, CLEAR), "2026-11-02", "2026-11-13"),
    # Délai franc: Tue 17, Thu 19, Fri 20 (18 is off), and the next one worked: Mon 23.
    (working(3, CLEAR), "2026-11-16", "2026-11-23"),
    # Délai franc: 10 Sept + 2 months = Tue 10 Nov, so Wed 11.
    (months(2, CLEAR), "2026-09-10", "2026-11-11"),
    # First day counted: Mon 23, Tue 24, Wed 25; and December whole.
    (working(3, WITH_FIRST), "2026-11-23", "2026-11-25"),
    (months(1, WITH_FIRST), "2026-12-01", "2026-12-31"),
    # First day counted where the month has no such date: still the last day of February.
    (months(1, WITH_FIRST), "2028-01-31", "2028-02-29"),
]


@pytest.mark.parametrize(("limit", "start", "expected"), MOROCCO)
def test_moroccan_limit_as_counted_by_hand(limit: Limit, start: str, expected: str) -> None:
    assert last_day(limit, start) == expected


SUSPENDED = [
    # 24–27 (4), 30 (5), Tue 1 Dec (6) asked for pieces; resumed Tue 8: 9 10 11 (9), 14–18 (14), Mon 21 (15).
    (working(15), "2026-11-23", [paused("2026-12-01", "2026-12-08")], "2026-12-21"),
    # 2 Nov + 30 = 2 Dec, ten days suspended = Sat 12 → Mon 14.
    (days(30), "2026-11-02", [paused("2026-11-10", "2026-11-20")], "2026-12-14"),
    # 18 Nov, ten days suspended = Sat 28 → Mon 30; the holiday of the 18th no longer matters.
    (months(2), "2026-09-18", [paused("2026-10-01", "2026-10-11")], "2026-11-30"),
    # Twice: 5 and 3 days: 2 + 30 + 8 = Thu 10 Dec.
    (
        days(30),
        "2026-11-02",
        [paused("2026-11-04", "2026-11-09"), paused("2026-11-16", "2026-11-19")],
        "2026-12-10",
    ),
    # The same days told twice count once: 4 to 12 Nov is 8 days: Thu 10 Dec.
    (
        days(30),
        "2026-11-02",
        [paused("2026-11-04", "2026-11-09"), paused("2026-11-07", "2026-11-12")],
        "2026-12-10",
    ),
    # Suspended on the last day, Thu 12: it ends the day it resumes.
    (days(10), "2026-11-02", [paused("2026-11-12", "2026-11-17")], "2026-11-17"),
    # Suspended on the day it started: as if started on the day it resumed (9 + 10 = Thu 19).
    (days(10), "2026-11-02", [paused("2026-11-02", "2026-11-09")], "2026-11-19"),
    # 4 + 10 = Sat 14, rolled to Mon 16; suspended that Monday, resumed Fri 20: ends that Friday.
    (days(10), "2026-11-04", [paused("2026-11-16", "2026-11-20")], "2026-11-20"),
    # A suspension after the end changes nothing.
    (days(10), "2026-11-02", [paused("2026-11-13", "2026-11-17")], "2026-11-12"),
    # Suspended still: no last day.
    (working(15), "2026-11-23", [paused("2026-12-01")], None),
    # A suspension that begins after the end does not hide it.
    (days(10), "2026-11-02", [paused("2026-11-13")], "2026-11-12"),
]


@pytest.mark.parametrize(("limit", "start", "stops", "expected"), SUSPENDED)
def test_suspended_limit_as_counted_by_hand(
    limit: Limit, start: str, stops: list[object], expected: str | None
) -> None:
    assert last_day(limit, start, *stops) == expected  # type: ignore[arg-type]  # a table of suspensions


FRANCE = [
    # House, 2 months (R.423-23): 14 March + 2 = Thu 14 May 2026, Ascension → Fri 15.
    (months(2), (), "2026-03-14", "2026-05-15"),
    # Other, 3 months, then one more for heritage (R.423-24): 15 Jan → 15 Apr → Fri 15 May.
    (months(3), (), "2026-01-15", "2026-04-15"),
    (months(3), (months(1),), "2026-01-15", "2026-05-15"),
    # 2 + 1 months from 31 December are 3 months: Tue 31 March, not 28.
    (months(2), (months(1),), "2025-12-31", "2026-03-31"),
    # 1 month from 1 Oct = 1 Nov (a Sunday and All Saints'), then 5 days: Fri 6; not from the rolled Monday.
    (months(1), (days(5),), "2026-10-01", "2026-11-06"),
]


@pytest.mark.parametrize(("limit", "more", "start", "expected"), FRANCE)
def test_french_limit_as_counted_by_hand(
    limit: Limit, more: tuple[Limit, ...], start: str, expected: str
) -> None:
    assert last_day(limit, start, calendar=FR, extensions=more) == expected


def test_announced_aid_moves_the_estimated_one() -> None:
    """Réfection of 13 May: 14 15 (2), 18–22 (7), 25 26 (9). Aïd on 28 and 29 instead: Wed 27 is the 10th."""
    announced = replace(
        MA,
        overrides={day(d): override(DayKind.HOLIDAY) for d in ("2026-05-28", "2026-05-29")},
        moved=frozenset({day("2026-05-27"), day("2026-05-28")}),
    )
    assert last_day(working(10), "2026-05-13") == "2026-05-29"
    assert last_day(working(10), "2026-05-13", calendar=announced) == "2026-05-27"


def test_moved_lunar_feast_leaves_the_civil_one_of_the_same_day() -> None:
    """14 August 2027 is Oued Ed-Dahab Day and, by estimate, Mawlid."""
    moved = replace(MA, moved=frozenset({day("2027-08-14")}))
    assert "prophète" not in str(moved.why_off(day("2027-08-14"), "fr"))
    assert moved.why_off(day("2027-08-14"), "fr") == "Allégeance Oued Eddahab"


def test_certified_outage_on_the_last_day_gives_the_next_one() -> None:
    """Dispatch due on Thu 26; that day the service was down: Fri 27."""
    down = replace(MA, overrides={day("2026-11-26"): override(DayKind.OUTAGE)})
    assert last_day(working(3), "2026-11-23", calendar=down) == "2026-11-27"


def test_saturday_worked_by_decision_counts() -> None:
    """24–28 (5, the Saturday among them), 30–4 Dec (10), 7–11 (15): Fri 11."""
    worked = replace(MA, overrides={day("2026-11-28"): override(DayKind.WORKING)})
    assert last_day(working(15), "2026-11-23", calendar=worked) == "2026-12-11"


def test_week_end_of_the_office_is_used() -> None:
    """Friday and Saturday off: Tue 24, Wed 25, Thu 26, Sun 29."""
    eastern = replace(MA, weekend=frozenset({4, 5}))
    assert last_day(working(4), "2026-11-23", calendar=eastern) == "2026-11-29"
