"""Declared facts, as the labels and values of a paper."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from permits.papers import words
from permits.papers.contexts import FactLine
from permits.papers.words import Both
from permits.writing.texts import both
from workflows.procedures.grammar import FactSpec, FactType, Procedure

YES = Both("oui", "نعم")
NOTHING = "none"  # the choice by which a pack says that there is no such thing


def fact_lines(rules: Procedure, facts: dict[str, Any]) -> tuple[FactLine, ...]:
    """What the project is. Questions that do not apply, and answers of no, none or zero, are left out."""
    return tuple(_lines(rules, facts))


def _lines(rules: Procedure, facts: dict[str, Any]) -> Iterator[FactLine]:
    for spec in rules.facts:
        value = facts.get(spec.name)
        if value in (None, "", False, NOTHING) or (spec.when is not None and not spec.when.holds(facts)):
            continue
        said = _said(spec, value)
        if said is not None:
            yield FactLine(label=both(spec.text), value=said.fr, value_ar=said.ar)


def _said(spec: FactSpec, value: Any) -> Both | None:
    """The value in words; a number or a typed text is the same in both languages and said once."""
    if spec.type is FactType.BOOLEAN:
        return YES
    if spec.type is FactType.CHOICE:
        chosen = spec.choices.get(str(value))
        return both(chosen) if chosen else Both(str(value), "")
    if spec.type is FactType.TEXT:
        return Both(str(value), "")
    return _number(str(value), spec.unit)


def _number(value: str, unit: str) -> Both | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return Both(value, "")
    if number == 0:
        return None
    written = words.quantity(number, 0 if number == number.to_integral_value() else 2)
    return Both(f"{written}{words.NBSP}{unit}" if unit else written, "")
