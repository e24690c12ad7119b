"""Dates, amounts, areas and lengths of time as acts write them, in French and Moroccan Arabic.

An act must read the same whatever the language of the session that makes it, so nothing
here depends on the active locale.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"
MONTHS = {
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "ar": (
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
    ),
}


@dataclass(frozen=True)
class Both:
    """One text in the two languages of an act."""

    fr: str
    ar: str

    def __str__(self) -> str:
        return self.fr


def day(value: date, language: str) -> str:
    """A date in words: ``1er mars 2026``, ``21 نونبر 2026``."""
    number = "1er" if language == "fr" and value.day == 1 else str(value.day)
    return NBSP.join((number, MONTHS[language][value.month - 1], str(value.year)))


def hour(value: datetime, language: str) -> str:
    """An hour: ``9 h 30`` in French, ``09:30`` in Arabic. The value is taken as it is, in its own zone."""
    if language == "ar":
        return f"{value:%H:%M}"
    return f"{value.hour}{NBSP}h{NBSP}{value:%M}"


def quantity(value: Decimal | int, places: int = 2) -> str:
    """A number with a decimal comma and groups of three that never break: ``1 250,50``."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:,}".replace(",", NBSP).replace(".", ",")


def area(value: Decimal | int) -> str:
    """An area in m²; decimals only when there are some."""
    whole = Decimal(value) == Decimal(value).to_integral_value()
    return f"{quantity(value, 0 if whole else 2)}{NBSP}m²"


def money(value: Decimal | int, currency: str = "MAD") -> str:
    """An amount: ``1 250,00 MAD``."""
    return f"{quantity(value)}{NBSP}{currency}"


@dataclass(frozen=True)
class Forms:
    """How a unit of time agrees with its number."""

    one_fr: str
    many_fr: str
    one_ar: str
    two_ar: str
    few_ar: str  # 3–10
    many_ar: str  # 11–99
    hundred_ar: str  # 100 and more

    def french(self, n: int) -> str:
        """``un mois``, ``15 jours ouvrables``."""
        return self.one_fr if n == 1 else f"{n}{NBSP}{self.many_fr}"

    def arabic(self, n: int) -> str:
        """``شهر واحد``, ``شهران``, ``3 أشهر``, ``15 يوما``."""
        if n in (1, 2):
            return self.one_ar if n == 1 else self.two_ar
        rest = n % 100
        if 3 <= rest <= 10:
            return f"{n}{NBSP}{self.few_ar}"
        return f"{n}{NBSP}{self.many_ar if rest > 10 else self.hundred_ar}"


UNITS: Mapping[str, Forms] = {
    "years": Forms("un an", "ans", "سنة واحدة", "سنتان", "سنوات", "سنة", "سنة"),
    "months": Forms("un mois", "mois", "شهر واحد", "شهران", "أشهر", "شهرا", "شهر"),
    "calendar_days": Forms("un jour", "jours", "يوم واحد", "يومان", "أيام", "يوما", "يوم"),
    "working_days": Forms(
        "un jour ouvrable",
        "jours ouvrables",
        "يوم عمل واحد",
        "يوما عمل",
        "أيام عمل",
        "يوم عمل",
        "يوم عمل",
    ),
    "hours": Forms("une heure", "heures", "ساعة واحدة", "ساعتان", "ساعات", "ساعة", "ساعة"),
}


def span(n: int, unit: str) -> Both:
    """A length of time; ``unit`` is that of a limit (working_days, calendar_days, months).

    Whole years are said in years (12 months: ``un an``). Raises KeyError for an unknown unit.
    """
    if unit == "months" and n % 12 == 0:
        n, unit = n // 12, "years"
    forms = UNITS[unit]
    return Both(forms.french(n), forms.arabic(n))


_TEXTS = {
    "loi organique": "القانون التنظيمي رقم",
    "loi": "القانون رقم",
    "décret": "المرسوم رقم",
    "arrêté conjoint": "القرار المشترك رقم",
    "arrêté": "القرار رقم",
    "dahir": "الظهير رقم",
}
_CITATION = re.compile(rf"({'|'.join(_TEXTS)}) (?:n° )?([\d.-]+)(?: art\. ([\d–,.\- ]+))?", re.IGNORECASE)


def cited(basis: str, language: str) -> str:
    """A legal source as the packs write it (``loi 12-90 art. 48``), said in Arabic when it can be.

    What is not the plain citation of a text is left as it is.
    """
    found = _CITATION.fullmatch(basis.strip())
    if language != "ar" or found is None:
        return basis
    kind, number, articles = found.groups()
    said = f"{_TEXTS[kind.lower()]} {number}"
    if not articles:
        return said
    return f"{said}، {'المواد' if any(mark in articles for mark in ',–') else 'المادة'} {articles}"
