"""What can be wrong in the set-up of an office, said before a deadline is counted over it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

import holidays
from django.utils.translation import gettext as _

DAYS = range(7)  # 0 is Monday


def country_problems(country: str) -> Iterator[str]:
    """Working days are counted over the public holidays of the country."""
    if country.upper() not in holidays.list_supported_countries():
        yield _("No public holidays are known for the country “%(country)s”.") % {"country": country}


def settings_problems(settings: Any) -> Iterator[str]:
    """Each setting that could not be used."""
    if not isinstance(settings, dict):
        yield _("The settings are names with their values.")
        return
    if "weekend" in settings:
        yield from _weekend_problems(settings["weekend"])
    if "rates" in settings:
        yield from _rate_problems(settings["rates"])


def territory_problems(territory: Any) -> Iterator[str]:
    """The territory is a list of codes of communes."""
    if not isinstance(territory, list) or not all(isinstance(code, str) and code for code in territory):
        yield _("The territory is a list of codes of communes.")


def _weekend_problems(days: Any) -> Iterator[str]:
    """Days of the week off; a week without a working day would never let a limit pass."""
    if not isinstance(days, list) or not all(type(day) is int and day in DAYS for day in days):
        yield _("The setting “weekend” is a list of days, from 0 (Monday) to 6 (Sunday).")
    elif len(set(days)) == len(DAYS):
        yield _("The setting “weekend” leaves no working day.")


def _rate_problems(rates: Any) -> Iterator[str]:
    """A rate by name of fee."""
    if not isinstance(rates, dict):
        yield _("The setting “rates” gives a number for the name of each fee.")
        return
    for name, rate in rates.items():
        if not _is_amount(rate):
            yield _("The rate “%(name)s” is not a number from zero up.") % {"name": name}


def _is_amount(rate: Any) -> bool:
    if isinstance(rate, bool) or not isinstance(rate, int | float | str):
        return False
    try:
        amount = Decimal(str(rate))
    except InvalidOperation:
        return False
    return amount.is_finite() and amount >= 0
