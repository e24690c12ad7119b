"""A French commune: the second country, by its pack alone."""

from __future__ import annotations

from dataclasses import replace

from accounts.functions import Function
from accounts.models import Membership, Office, OfficeKind, User
from permits.demo.city import SINCE, City

FRENCH_HOUSE = {
    "single_house": True,
    "monument_surroundings": False,
    "other_consultations": False,
    "silence_refuses": False,
}
OFFICES = (
    ("ville", OfficeKind.COMMUNE, (Function.DESK, Function.PRESIDENT)),
    ("abf", OfficeKind.HERITAGE, (Function.REVIEWER,)),
    ("sdis", OfficeKind.SERVICE, (Function.REVIEWER,)),
)


def french(city: City) -> City:
    """The same people who apply, before a French commune and its services."""
    people: dict[tuple[str, Function], User] = {}
    offices: dict[str, Office] = {}
    for code, kind, functions in OFFICES:
        territory = [] if kind == OfficeKind.COMMUNE else ["ville"]
        office, _made = Office.objects.get_or_create(
            code=code,
            defaults={
                "kind": kind, "country": "fr", "name_fr": code, "name_ar": code,
                "territory": territory, "valid_from": SINCE,
            },
        )  # fmt: skip
        offices[code] = office
        for function in functions:
            user = User.objects.create_user(f"{function.value}.{code}@demo.invalid")
            Membership.objects.create(user=user, post=office.post(function), valid_from=SINCE)
            people[code, function] = user
    return replace(city, commune=offices["ville"], offices=offices, people=people)
