"""Calendars of offices, and limits counted again when a day is decided."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Office
from tests.workflows.clocks.conftest import new_case, office
from tests.workflows.clocks.hand import FR, MA, day
from workflows.calendars import calendar_for
from workflows.clocks import open_board
from workflows.events import Event
from workflows.models import CalendarDay, Case, Clock, ClockEntry, ClockState, Consultation, ProcedureVersion
from workflows.publicholidays import UnknownCountry
from workflows.recompute import cases_to_recompute, offices_concerned

FILED_ON = day("2026-11-23")


def decide(on: str, kind: str = "holiday", **fields: Any) -> CalendarDay:
    values = {"label_fr": "Fête", "label_ar": "عيد", "label_en": "Feast", "act": "décret 1", "country": "ma"}
    return CalendarDay.objects.create(day=day(on), kind=kind, **{**values, **fields})


def recount(commune: Office, on: date) -> dict[int, list[ClockEntry]]:
    """Count the limits of an office again, as the engine does case by case; what moved."""
    moved = {}
    for case in Case.objects.filter(pk__in=cases_to_recompute(commune)):
        board = open_board(case)
        if entries := board.recompute(on):
            moved[case.pk] = entries
        board.save()
    return moved


def file(case: Case) -> None:
    board = open_board(case)
    board.event(Event.FILED, FILED_ON, facts={})
    board.save()


@pytest.mark.parametrize(
    ("on", "language", "reason"),
    [
        ("2026-11-18", "fr", "Fête de l'indépendance"),
        ("2026-11-18", "ar", "عيد الاستقلال"),
        ("2026-10-31", "en", "Unity Day"),
        ("2026-11-21", "fr", "week-end"),
        ("2026-11-23", "en", None),
    ],
)
def test_reason_of_a_day_off_in_three_languages(on: str, language: str, reason: str | None) -> None:
    assert MA.why_off(day(on), language) == reason


def test_religious_days_are_marked_estimated() -> None:
    aid, civil = MA.day_off(day("2026-05-27")), MA.day_off(day("2026-11-18"))
    assert aid and aid.estimated and aid.text.fr == "Fête du sacrifice"
    assert civil and not civil.estimated


def test_french_holidays_have_arabic_names() -> None:
    assert FR.why_off(day("2026-05-14"), "ar") == "عيد الصعود"
    assert FR.why_off(day("2026-07-14"), "fr") == "Fête nationale"


def test_fingerprint_tells_only_changes_within_the_window(commune: Office) -> None:
    before = calendar_for(commune)
    decide("2026-12-10")
    after = calendar_for(commune)
    window = day("2026-12-01"), day("2026-12-09")
    assert before.fingerprint(*window) == after.fingerprint(*window)
    assert before.fingerprint(window[0], day("2026-12-10")) != after.fingerprint(window[0], day("2026-12-10"))


def test_decision_of_the_office_beats_the_country(commune: Office) -> None:
    decide("2026-12-10")
    decide("2026-12-10", "working", office=commune)
    assert calendar_for(commune).is_working(day("2026-12-10"))
    assert not calendar_for(office("other")).is_working(day("2026-12-10"))


def test_arrondissement_follows_its_commune(commune: Office) -> None:
    decide("2026-12-10", office=commune)
    part = office("part", parent=commune)
    assert not calendar_for(part).is_working(day("2026-12-10"))
    assert set(offices_concerned(CalendarDay.objects.get())) == {commune, part}


def test_announced_feast_frees_the_estimated_day(commune: Office) -> None:
    decide("2026-05-29", replaces=day("2026-05-27"))
    calendar = calendar_for(commune)
    assert calendar.is_working(day("2026-05-27"))
    assert not calendar.is_working(day("2026-05-28"))
    assert calendar.why_off(day("2026-05-29"), "en") == "Feast"


def test_week_end_comes_from_the_office(commune: Office) -> None:
    commune.settings = {"weekend": [4, 5]}
    assert calendar_for(commune).is_working(day("2026-11-22"))
    commune.settings = {"weekend": [0, 1, 2, 3, 4, 5, 6]}
    with pytest.raises(ValueError, match="at least one working day"):
        calendar_for(commune)
    commune.settings = {"weekend": "sunday"}
    with pytest.raises(ValueError, match="list of days"):
        calendar_for(commune)


def test_unknown_country_is_named(commune: Office) -> None:
    commune.country = "xx"
    with pytest.raises(UnknownCountry, match="'xx'"):
        calendar_for(commune)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"act": ""}, "calendar_day_has_act_and_names"),
        ({"kind": "rest"}, "calendar_day_kind"),
        ({"kind": "working", "replaces": day("2026-05-27")}, "calendar_day_replaces_another"),
        ({"replaces": day("2026-05-28")}, "calendar_day_replaces_another"),
    ],
)
def test_wrong_decision_is_refused(db: None, fields: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        decide("2026-05-28", **fields)


def test_day_is_decided_once(db: None) -> None:
    decide("2026-12-10")
    with pytest.raises(IntegrityError, match="calendar_day_decided_once"), transaction.atomic():
        decide("2026-12-10", "working")


def test_decided_holiday_moves_running_limits_only(case: Case, commune: Office) -> None:
    """Dispatch was due on Thursday 26 November; that day becomes a holiday: Friday 27."""
    file(case)
    silence = Clock.objects.get(name="silence")
    decide("2026-11-26")
    assert cases_to_recompute(commune) == [case.pk]
    moved = recount(commune, day("2026-11-24"))
    assert [(e.clock.name, e.due_before, e.due_after) for e in moved[case.pk]] == [
        ("dispatch", day("2026-11-26"), day("2026-11-27"))
    ]
    assert Clock.objects.get(name="silence").due_on == silence.due_on
    assert cases_to_recompute(commune) == []


def test_seat_shows_the_day_counted_again(case: Case, commune: Office, consultation: Consultation) -> None:
    """15 working days from 23 November end on 14 December; with the 26th off, on the 15th."""
    board = open_board(case)
    seat = case.rules and case.rules.seat("agency")
    assert seat is not None
    assert board.start_seat(consultation, seat, FILED_ON).due_on == day("2026-12-14")
    board.save()
    decide("2026-11-26")
    recount(commune, day("2026-11-24"))
    consultation.refresh_from_db(fields=["due_on"])
    assert consultation.due_on == day("2026-12-15")


def test_recomputing_twice_moves_nothing_more(case: Case, commune: Office) -> None:
    file(case)
    decide("2026-11-26")
    recount(commune, day("2026-11-24"))
    assert recount(commune, day("2026-11-24")) == {}
    assert ClockEntry.objects.filter(change="recomputed").count() == 1


def test_settled_limit_never_moves(case: Case, commune: Office) -> None:
    file(case)
    board = open_board(case)
    board.mark_passed(board.due(day("2026-11-27"))[0])
    board.save()
    decide("2026-11-26")
    recount(commune, day("2026-11-28"))
    dispatch = Clock.objects.get(name="dispatch")
    assert (dispatch.state, dispatch.due_on) == (ClockState.PASSED, day("2026-11-26"))


def test_other_offices_are_left_alone(case: Case, version: ProcedureVersion) -> None:
    file(case)
    other = office("other")
    file(new_case(other, version))
    decide("2026-11-26", office=other)
    moved = recount(other, day("2026-11-24"))
    assert case.pk not in moved and len(moved) == 1
