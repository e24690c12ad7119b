"""Dates and lengths of time in words: fr, ar (as written in Morocco) and en.

Arabic counts by six forms, so lengths are whole phrases here. They are in the nominative: the
sentences are built so that no other case is needed.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ar": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    "en": "January February March April May June July August September October November December",
}
# One, many.
LATIN = {
    "fr": {
        "calendar_days": ("jour", "jours"),
        "working_days": ("jour ouvrable", "jours ouvrables"),
        "months": ("mois", "mois"),
    },
    "en": {
        "calendar_days": ("day", "days"),
        "working_days": ("working day", "working days"),
        "months": ("month", "months"),
    },
}
# One, two, 3–10, 11–99, whole hundreds and the one or two after them.
ARABIC = {
    "calendar_days": ("يوم واحد", "يومان", "{n} أيام", "{n} يوماً", "{n} يوم"),
    "working_days": ("يوم عمل واحد", "يوما عمل", "{n} أيام عمل", "{n} يوم عمل", "{n} يوم عمل"),
    "months": ("شهر واحد", "شهران", "{n} أشهر", "{n} شهراً", "{n} شهر"),
}


def in_words(day: date, language: str) -> str:
    """A date with its month in words: « 1er mai 2026 », « 14 دجنبر 2026 », “14 December 2026”."""
    month = MONTHS[language].split()[day.month - 1]
    first = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{first} {month} {day.year}"


def spelled(day: date) -> str:
    """A date with its month in words, in the reader's language."""
    language = (get_language() or "fr")[:2]
    return in_words(day, language if language in MONTHS else "fr")


def length(n: int, unit: str, language: str) -> str:
    """A length of time: « 15 jours ouvrables », « يومان », “1 month”. ``unit`` is a ``Unit``."""
    if language == "ar":
        return ARABIC[unit][_arabic_form(n)].format(n=n)
    one, many = LATIN[language][unit]
    singular = n < 2 if language == "fr" else n == 1
    return f"{n} {one if singular else many}"


def _arabic_form(n: int) -> int:
    if n in (1, 2):
        return n - 1
    rest = n % 100
    if 3 <= rest <= 10:
        return 2
    return 3 if rest >= 11 else 4
