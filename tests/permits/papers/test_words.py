"""Dates, amounts and lengths of time in French and Moroccan Arabic."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from permits.papers import words


@pytest.mark.parametrize(
    ("value", "french", "arabic"),
    [
        (date(2026, 3, 1), "1er mars 2026", "1 مارس 2026"),
        (date(2026, 5, 31), "31 mai 2026", "31 ماي 2026"),
        (date(2026, 8, 3), "3 août 2026", "3 غشت 2026"),
        (date(2026, 12, 21), "21 décembre 2026", "21 دجنبر 2026"),
    ],
)
def test_a_date_is_in_words_with_the_months_of_morocco(value: date, french: str, arabic: str) -> None:
    assert words.day(value, "fr").replace(words.NBSP, " ") == french
    assert words.day(value, "ar").replace(words.NBSP, " ") == arabic


def test_an_amount_never_breaks_and_does_not_follow_the_session() -> None:
    with translation.override("en"):
        assert words.money(Decimal("1250")) == "1\u00a0250,00\u00a0MAD"
    assert words.money(Decimal("1234567.005"), "EUR") == "1\u00a0234\u00a0567,01\u00a0EUR"


def test_an_area_shows_decimals_only_when_there_are_some() -> None:
    assert words.area(Decimal("482.50")) == "482,50\u00a0m²"
    assert words.area(Decimal("482.00")) == "482\u00a0m²"


@pytest.mark.parametrize(
    ("n", "unit", "french", "arabic"),
    [
        (1, "months", "un mois", "شهر واحد"),
        (2, "months", "2 mois", "شهران"),
        (3, "working_days", "3 jours ouvrables", "3 أيام عمل"),
        (15, "calendar_days", "15 jours", "15 يوما"),
        (100, "calendar_days", "100 jours", "100 يوم"),
        (103, "calendar_days", "103 jours", "103 أيام"),
        (12, "months", "un an", "سنة واحدة"),
        (36, "months", "3 ans", "3 سنوات"),
    ],
)
def test_a_length_agrees_with_its_number(n: int, unit: str, french: str, arabic: str) -> None:
    said = words.span(n, unit)
    assert said.fr.replace(words.NBSP, " ") == french
    assert said.ar.replace(words.NBSP, " ") == arabic


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(KeyError):
        words.span(3, "moons")


def test_the_hour_of_a_sitting() -> None:
    assert words.hour(datetime(2026, 10, 22, 9, 5), "fr") == "9\u00a0h\u00a005"
    assert words.hour(datetime(2026, 10, 22, 9, 5), "ar") == "09:05"


@pytest.mark.parametrize(
    ("basis", "arabic"),
    [
        ("loi 12-90 art. 48", "القانون رقم 12-90، المادة 48"),
        ("décret 2-13-424 art. 35, 36", "المرسوم رقم 2-13-424، المواد 35, 36"),
        ("arrêté conjoint 1839.23", "القرار المشترك رقم 1839.23"),
        ("règle à préciser dans la décision", "règle à préciser dans la décision"),
    ],
)
def test_a_plain_citation_is_said_in_arabic(basis: str, arabic: str) -> None:
    assert words.cited(basis, "ar") == arabic
    assert words.cited(basis, "fr") == basis
