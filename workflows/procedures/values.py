"""Declared facts: each value is read as its question asks, or named as wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workflows.models.procedure import ProcedureVersion
from workflows.procedures.grammar import FactSpec, FactType
from workflows.reasons import Reason

Cleaned = str | int | bool


def questions(country: str, kind: str, on: date) -> dict[str, FactSpec]:
    """Every question that some track of this kind asks on that day."""
    versions = ProcedureVersion.objects.in_force(country, on).filter(kind=kind)
    return {spec.name: spec for version in versions for spec in version.procedure.facts}


def clean_facts(
    country: str, kind: str, on: date, raw: dict[str, Any]
) -> tuple[dict[str, Cleaned], list[Reason]]:
    """Typed facts (decimals as text, so that JSON keeps them exact) and what is wrong with the others."""
    asked = questions(country, kind, on)
    cleaned: dict[str, Cleaned] = {}
    problems: list[Reason] = []
    for name, value in raw.items():
        spec = asked.get(name)
        if spec is None:
            problems.append(
                Reason(f"fact:{name}", _("“%(name)s” is not asked for this procedure.") % {"name": name})
            )
            continue
        try:
            cleaned[name] = _read(spec, value)
        except (ValueError, InvalidOperation):
            problems.append(_wrong(spec))
    return cleaned, problems


def missing_facts(specs: tuple[FactSpec, ...], facts: dict[str, Any]) -> tuple[FactSpec, ...]:
    """Required questions that apply to these facts and have no answer yet."""
    return tuple(
        spec
        for spec in specs
        if spec.required
        and facts.get(spec.name) in (None, "")
        and (spec.when is None or spec.when.holds(facts))
    )


def _read(spec: FactSpec, value: Any) -> Cleaned:
    if spec.type is FactType.BOOLEAN:
        return _boolean(value)
    if spec.type is FactType.CHOICE:
        if value not in spec.choices:
            raise ValueError(value)
        return str(value)
    if spec.type is FactType.TEXT:
        if not isinstance(value, str) or len(value) > 2000 or "\x00" in value:
            raise ValueError(value)
        return value.strip()
    return _number(spec, value)


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() in {"true", "yes", "1", "on"}:
        return True
    if str(value).lower() in {"false", "no", "0", "off"}:
        return False
    raise ValueError(value)


def _number(spec: FactSpec, value: Any) -> str | int:
    if isinstance(value, bool):
        raise ValueError(value)
    number = Decimal(str(value).replace(",", ".").replace("\u202f", "").replace("\u00a0", "").strip())
    if not number.is_finite() or abs(number) > Decimal(10) ** 12:
        raise ValueError(value)
    low, high = spec.minimum, spec.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        raise ValueError(value)
    if spec.type is FactType.INTEGER:
        if number != number.to_integral_value():
            raise ValueError(value)
        return int(number)
    return (
        str(number.normalize() if number else Decimal(0))
        if "E" not in str(number.normalize())
        else f"{number:f}"
    )


def _wrong(spec: FactSpec) -> Reason:
    label = spec.text.in_language(get_language() or "fr")
    bounds = [str(bound) for bound in (spec.minimum, spec.maximum) if bound is not None]
    if spec.type in (FactType.INTEGER, FactType.DECIMAL) and bounds:
        text = _("“%(label)s”: enter a number within the limits (%(bounds)s).")
        return Reason(f"fact:{spec.name}", text % {"label": label, "bounds": " – ".join(bounds)})
    return Reason(f"fact:{spec.name}", _("“%(label)s”: this answer cannot be read.") % {"label": label})
