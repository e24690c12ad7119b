"""What can be applied for, as anybody may read it: the packs in force, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import Office
from permits.conditionwords import in_words
from workflows.models.procedure import ProcedureVersion
from workflows.procedures.conditions import Condition
from workflows.procedures.grammar import Fee, PieceSpec, Procedure, SeatSpec, Text


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind that can be filed."""

    country: str
    kind: str
    title: Text


@dataclass(frozen=True, slots=True)
class Asked:
    """A piece or a seat, and of which projects it is asked (empty: of all)."""

    spec: PieceSpec | SeatSpec
    condition: str


@dataclass(frozen=True, slots=True)
class Rate:
    """A fee, the rate that the commune has set (none: unknown), and when it is due."""

    fee: Fee
    rate: Decimal | None
    condition: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One track of a kind, as its public page shows it."""

    rules: Procedure
    main: tuple[Asked, ...]
    information: tuple[Asked, ...]
    later: tuple[Asked, ...]
    seats: tuple[Asked, ...]
    fees: tuple[Rate, ...]


def countries_served(on: date) -> list[str]:
    """Countries in which an office is set up; where there is none yet, all that have packs."""
    served = set(Office.objects.filter(valid_from__lte=on).values_list("country", flat=True))
    packed = set(ProcedureVersion.objects.filter(current=True).values_list("country", flat=True))
    return sorted(served & packed or packed)


def kinds_in_force(countries: Iterable[str], on: date) -> list[Kind]:
    """Every kind that can be filed on that day, by country and title. One query a country."""
    found: dict[tuple[str, str], Kind] = {}
    for country in countries:
        for version in ProcedureVersion.objects.in_force(country, on).order_by("kind", "code"):
            key = (country, version.kind)
            found.setdefault(key, Kind(country, version.kind, version.procedure.title))
    return list(found.values())


def tracks_of(country: str, kind: str, on: date) -> list[Procedure]:
    """The tracks of a kind in force on that day; none: it cannot be filed."""
    versions = ProcedureVersion.objects.in_force(country, on).filter(kind=kind).order_by("code")
    return [version.procedure for version in versions]


def communes_for(rules: Procedure, on: date) -> list[Office]:
    """Offices that may receive such a file on that day."""
    kinds = [kind.value for kind in rules.competent]
    rows = Office.objects.filter(kind__in=kinds, country=rules.country, valid_from__lte=on)
    return [office for office in rows if office.valid_to is None or office.valid_to >= on]


def sheet(rules: Procedure, commune: Office | None) -> Sheet:
    """A track in words, with the rates of a commune where one is chosen."""
    facts = {spec.name: spec for spec in rules.facts}

    def when(condition: Condition | None) -> str:
        return in_words(condition, facts) if condition is not None else ""

    pieces = [Asked(piece, when(piece.when)) for piece in rules.pieces]
    rates: dict[str, Any] = commune.settings.get("rates", {}) if commune else {}
    return Sheet(
        rules=rules,
        main=tuple(entry for entry in pieces if _at_deposit(entry, "main")),
        information=tuple(entry for entry in pieces if _at_deposit(entry, "information")),
        later=tuple(
            entry for entry in pieces if isinstance(entry.spec, PieceSpec) and entry.spec.due != "deposit"
        ),
        seats=tuple(Asked(seat, when(seat.when)) for seat in rules.seats),
        fees=tuple(Rate(fee, _rate(rates.get(fee.name)), when(fee.when)) for fee in rules.fees),
    )


def _at_deposit(entry: Asked, category: str) -> bool:
    spec = entry.spec
    return isinstance(spec, PieceSpec) and spec.due == "deposit" and spec.category == category


def _rate(value: Any) -> Decimal | None:
    return (
        Decimal(str(value)) if isinstance(value, int | float | str) and not isinstance(value, bool) else None
    )
