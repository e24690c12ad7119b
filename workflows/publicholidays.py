"""Public holidays of a country, from the ``holidays`` library, in the three languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

import holidays

from workflows.procedures.grammar import Text
from workflows.workdays import DayOff

ESTIMATED = {"fr": " (estimé)", "ar": " (تقديري)", "en": " (estimated)"}
LIBRARY_LANGUAGE = {"fr": "fr", "ar": "ar", "en": "en_US"}

# The library names the French holidays in French and English only.
ARABIC_OF_FRANCE = {
    "New Year's Day": "رأس السنة الميلادية",
    "Easter Monday": "اثنين الفصح",
    "Labor Day": "عيد الشغل",
    "Victory Day": "عيد النصر",
    "Ascension Day": "عيد الصعود",
    "Pentecost Monday": "اثنين العنصرة",
    "Whit Monday": "اثنين العنصرة",
    "National Day": "العيد الوطني",
    "Assumption Day": "عيد انتقال العذراء",
    "All Saints' Day": "عيد جميع القديسين",
    "Armistice Day": "ذكرى الهدنة",
    "Christmas Day": "عيد الميلاد",
}


class UnknownCountry(ValueError):
    """The country of an office is not one whose holidays are known."""


class PublicHolidays(Mapping[date, tuple[DayOff, ...]]):
    """Holidays of one country by day, worked out a year at a time when first asked."""

    def __init__(self, country: str) -> None:
        self.country = country.upper()
        if self.country not in holidays.list_supported_countries():
            raise UnknownCountry(
                f"No public holidays are known for the country {country!r}: correct the office."
            )

    def __getitem__(self, day: date) -> tuple[DayOff, ...]:
        return _of_year(self.country, day.year)[day]

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in _of_year(self.country, day.year)

    def __iter__(self) -> Iterator[date]:
        """Endless by nature: only the days asked for exist."""
        return iter(())

    def __len__(self) -> int:
        return 0


@lru_cache(maxsize=256)
def _of_year(country: str, year: int) -> dict[date, tuple[DayOff, ...]]:
    """The holidays of a year; on each day the announced ones first, then the estimated."""
    by_language = {language: _named(country, year, language) for language in LIBRARY_LANGUAGE}
    return {day: _days_off(day, by_language) for day in by_language["en"]}


def _named(country: str, year: int, language: str) -> dict[date, list[str]]:
    supported = holidays.country_holidays(country).supported_languages
    wanted = LIBRARY_LANGUAGE[language]
    chosen = wanted if wanted in supported else ("fr" if "fr" in supported else None)
    days = holidays.country_holidays(country, years=year, language=chosen)
    return {day: days.get_list(day) for day in days}


def _days_off(day: date, by_language: dict[str, dict[date, list[str]]]) -> tuple[DayOff, ...]:
    """At most two: the library sorts names by language, so those of one sort are kept together."""
    found = (_day_off(day, by_language, estimated) for estimated in (False, True))
    return tuple(off for off in found if off is not None)


def _day_off(day: date, by_language: dict[str, dict[date, list[str]]], estimated: bool) -> DayOff | None:
    names = {
        language: "; ".join(
            name.removesuffix(ESTIMATED[language])
            for name in days.get(day, [])
            if _is_estimated(name) is estimated
        )
        for language, days in by_language.items()
    }
    if not names["en"]:
        return None
    names["ar"] = ARABIC_OF_FRANCE.get(names["en"], names["ar"])
    return DayOff(Text(**names), estimated)


def _is_estimated(name: str) -> bool:
    return name.endswith(tuple(ESTIMATED.values()))
