"""Dates and numbers are read and shown as in Morocco, in French and in Arabic."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from django import forms
from django.template import Context, Template
from django.utils import formats, translation

BOTH = pytest.mark.parametrize("language", ["fr", "ar", "ar-ma", "fr-ma"])
DAY = date(2026, 8, 3)
MONTHS = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "ماي",
    "يونيو",
    "يوليوز",
    "غشت",
    "شتنبر",
    "أكتوبر",
    "نونبر",
    "دجنبر",
]


@BOTH
@pytest.mark.parametrize("typed", ["03/08/2026", "03-08-2026", "3.8.2026", "2026-08-03"])
def test_the_day_comes_before_the_month(language: str, typed: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean(typed) == DAY


@BOTH
def test_a_day_after_the_twelfth_is_accepted(language: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean("27/08/2026") == date(2026, 8, 27)
        assert forms.SplitDateTimeField().clean(["27/08/2026", "14:30"]).hour == 14


@BOTH
def test_what_is_shown_in_a_field_can_be_typed_back(language: str) -> None:
    with translation.override(language):
        assert forms.DateField().widget.format_value(DAY) == "03/08/2026"
        assert formats.date_format(DAY, "SHORT_DATE_FORMAT") == "03/08/2026"


@BOTH
def test_the_week_begins_on_monday_and_the_day_has_24_hours(language: str) -> None:
    with translation.override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
        assert formats.time_format(time(14, 5)) == "14:05"


@BOTH
def test_numbers_have_a_comma_and_spaces_that_never_break(language: str) -> None:
    with translation.override(language):
        assert formats.number_format(1234567.5, 2, force_grouping=True) == "1\u202f234\u202f567,50"


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("language", ["ar", "ar-ma"])
@pytest.mark.parametrize("letter", ["F", "N", "E", "M", "b"])
def test_months_have_their_moroccan_names(language: str, letter: str) -> None:
    with translation.override(language):
        shown = [
            Template("{{ d|date:f }}").render(Context({"d": date(2026, n, 1), "f": letter}))
            for n in range(1, 13)
        ]
    assert shown == MONTHS


@pytest.mark.usefixtures("spoken")
def test_a_date_is_said_in_words() -> None:
    moment = datetime(2026, 8, 3, 14, 30)
    with translation.override("ar"):
        assert formats.date_format(moment, "DATETIME_FORMAT") == "3 غشت 2026، 14:30"
    with translation.override("fr"):
        assert formats.date_format(moment, "DATETIME_FORMAT") == "3 août 2026, 14:30"
