"""The sentence that says why a limit ends on that day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.workflows.clocks.conftest import SEAT, spec
from tests.workflows.clocks.hand import MA, day
from workflows import clockmoves
from workflows.explain import explain
from workflows.explaintexts import CONFIDENCE, EFFECTS, SENTENCES
from workflows.models import Clock
from workflows.phrases import in_words, length
from workflows.procedures.grammar import ClockEffect, ClockSpec, SeatSpec

LANGUAGES = ("fr", "ar", "en")


def clock_of(start: str, **rule: Any) -> Clock:
    clock = clockmoves.new_clock(ClockSpec.model_validate(spec("decision", **rule)), None)
    clockmoves.begin(clock, day(start), MA)
    return clock


def seat_clock(start: str) -> Clock:
    clock = clockmoves.new_clock(SeatSpec.model_validate(SEAT), None)
    clock.consultation_id = 1
    clockmoves.begin(clock, day(start), MA)
    return clock


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2066", "").replace("\u2069", "")


def test_seat_explains_itself_in_french() -> None:
    said = explain(seat_clock("2026-11-12"), "fr", day("2026-11-30"))
    assert plain(said.sentence) == (
        "Agence urbaine – avis attendu au plus tard le 4 décembre 2026 (il reste 4 jours) : "
        "15 jours ouvrables à compter du 12 novembre 2026 (décret 2-13-424 art. 18) ; "
        "week-ends non comptés : 6 jours ; 18 novembre 2026 non compté (Fête de l'indépendance) ; "
        "les textes lus ne disent pas ce que vaut le dépassement : rien ne se produit d'office."
    )
    assert said.days_left == 4


def test_seat_explains_itself_in_arabic() -> None:
    said = explain(seat_clock("2026-11-12"), "ar", day("2026-12-02"))
    assert plain(said.sentence) == (
        "الوكالة الحضرية – الرأي منتظر في أجل أقصاه 4 دجنبر 2026 (المدة المتبقية: يومان): "
        "15 يوم عمل ابتداءً من 12 نونبر 2026 (décret 2-13-424 art. 18)؛ "
        "أيام نهاية الأسبوع غير المحتسبة: 6 أيام؛ لا يُحتسب 18 نونبر 2026 (عيد الاستقلال)؛ "
        "لا تحدد النصوص المطلع عليها أثر تجاوز الأجل: لا يترتب أي أثر تلقائي."
    )
    assert "\u2066décret 2-13-424 art. 18\u2069" in said.sentence


def test_silence_rolled_off_a_holiday_in_english() -> None:
    clock = clock_of("2026-09-18", limit={"n": 2, "unit": "months"}, on_lapse="deemed_granted")
    assert explain(clock, "en", day("2026-11-19")).sentence == (
        "Limit – by 19 November 2026 at the latest (today is the last day): "
        "2 months from 18 September 2026 (décret 2-13-424 art. 18); "
        "18 November 2026 is not a working day (Independence Day), so the limit runs to 19 November 2026; "
        "after that, silence means consent."
    )


def test_suspension_past_and_present_are_told() -> None:
    clock = clock_of("2026-11-02", limit={"n": 30, "unit": "calendar_days"})
    clockmoves.suspend(clock, day("2026-11-10"), MA)
    assert "suspendu depuis le 10 novembre 2026" in explain(clock, "fr").sentence
    assert explain(clock, "fr").days_left is None
    clockmoves.resume(clock, day("2026-11-20"), MA)
    told = plain(explain(clock, "fr", day("2026-11-23")).sentence)
    assert "au plus tard le 14 décembre 2026" in told
    assert "suspendu du 10 novembre 2026 au 20 novembre 2026 : 10 jours" in told


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "délai inconnu"), ("ar", "الأجل غير معروف"), ("en", "limit unknown")],
)
def test_unknown_limit_says_so(language: str, said: str) -> None:
    assert said in explain(clock_of("2026-11-02", limit="unknown"), language).sentence


def test_lateness_is_counted() -> None:
    clock = clock_of("2026-11-23", limit={"n": 3, "unit": "working_days"})
    assert explain(clock, "en", day("2026-11-27")).days_left == -1
    assert "overdue by 1 day)" in explain(clock, "en", day("2026-11-27")).sentence
    assert "dépassé de 1 jour)" in explain(clock, "fr", day("2026-11-27")).sentence
    assert "مدة التأخير: يوم واحد" in explain(clock, "ar", day("2026-11-27")).sentence


def test_done_in_time_says_no_consequence() -> None:
    clock = clock_of("2026-11-23", limit={"n": 3, "unit": "working_days"}, on_lapse="deemed_granted")
    clockmoves.stop(clock, day("2026-11-25"))
    said = explain(clock, "en").sentence
    assert "done on 25 November 2026, within the limit that ran to 26 November 2026" in said
    assert "consent" not in said


def test_estimated_feast_and_doubtful_rule_are_marked() -> None:
    doubtful = {"law": "arrêté 1839.23", "confidence": "reported"}
    clock = clock_of("2026-05-22", limit={"n": 5, "unit": "working_days"}, basis=doubtful)
    said = explain(clock, "fr", day("2026-05-25")).sentence
    assert "27 mai 2026 non compté (Fête du sacrifice, date estimée)" in said
    assert "(arrêté 1839.23, règle rapportée, à vérifier)" in said


def test_unknown_language_is_answered_in_french() -> None:
    clock = clock_of("2026-11-23", limit={"n": 3, "unit": "working_days"})
    assert explain(clock, "de", day("2026-11-24")) == explain(clock, "fr-ma", day("2026-11-24"))


@pytest.mark.parametrize(
    ("n", "unit", "said"),
    [
        (1, "calendar_days", "يوم واحد"),
        (2, "calendar_days", "يومان"),
        (3, "calendar_days", "3 أيام"),
        (10, "calendar_days", "10 أيام"),
        (11, "calendar_days", "11 يوماً"),
        (99, "calendar_days", "99 يوماً"),
        (100, "calendar_days", "100 يوم"),
        (102, "calendar_days", "102 يوم"),
        (103, "calendar_days", "103 أيام"),
        (111, "calendar_days", "111 يوماً"),
        (2, "working_days", "يوما عمل"),
        (3, "working_days", "3 أيام عمل"),
        (15, "working_days", "15 يوم عمل"),
        (2, "months", "شهران"),
        (12, "months", "12 شهراً"),
    ],
)
def test_arabic_counts_by_its_own_forms(n: int, unit: str, said: str) -> None:
    assert length(n, unit, "ar") == said


@pytest.mark.parametrize(
    ("on", "language", "said"),
    [
        (date(2026, 5, 1), "fr", "1er mai 2026"),
        (date(2026, 8, 14), "fr", "14 août 2026"),
        (date(2026, 8, 14), "ar", "14 غشت 2026"),
        (date(2026, 7, 30), "ar", "30 يوليوز 2026"),
        (date(2026, 12, 1), "en", "1 December 2026"),
    ],
)
def test_dates_are_written_as_in_morocco(on: date, language: str, said: str) -> None:
    assert in_words(on, language) == said


@pytest.mark.parametrize("table", [SENTENCES, EFFECTS, CONFIDENCE])
def test_three_languages_say_the_same_things(table: dict[str, dict[str, str]]) -> None:
    assert set(table) == set(LANGUAGES)
    assert len({frozenset(table[language]) for language in LANGUAGES}) == 1


def test_every_effect_of_the_grammar_has_its_sentence() -> None:
    of_seats = {"blocks", "favourable", "escalates", "unknown"}
    assert {effect.value for effect in ClockEffect} | of_seats == set(EFFECTS["fr"])
