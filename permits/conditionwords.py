"""Conditions of a procedure, in words: a piece asked only of some projects says of which."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workflows.procedures.conditions import Condition
from workflows.procedures.grammar import FactSpec


def in_words(condition: Condition, facts: Mapping[str, FactSpec]) -> str:
    """The condition in the language in force, with the questions as the form asks them."""
    if condition.all_ is not None:
        return _(" and ").join(_part(part, facts) for part in condition.all_)
    if condition.any_ is not None:
        return _(" or ").join(_part(part, facts) for part in condition.any_)
    if condition.not_ is not None:
        return _("not: %(condition)s") % {"condition": _part(condition.not_, facts)}
    return _comparison(condition, facts.get(condition.fact or ""))


def _part(condition: Condition, facts: Mapping[str, FactSpec]) -> str:
    """A part of a combination; a combination inside another has brackets."""
    text = in_words(condition, facts)
    return text if condition.fact is not None else f"({text})"


def _comparison(condition: Condition, spec: FactSpec | None) -> str:
    label = spec.text.in_language(get_language() or "fr") if spec else str(condition.fact)
    unit = f"\u00a0{spec.unit}" if spec and spec.unit else ""
    said = [text % {"value": _value(value, spec) + unit} for text, value in _bounds(condition)]
    if condition.among is not None:
        said.append(_(" or ").join(_value(value, spec) for value in condition.among))
    return _("“%(question)s”: %(answer)s") % {"question": label, "answer": ", ".join(said)}


def _bounds(condition: Condition) -> list[tuple[str, bool | Decimal | str]]:
    """Each comparison that is written, with the sentence it makes."""
    pairs: list[tuple[str, bool | Decimal | str | None]] = [
        ("%(value)s", condition.eq),
        (_("other than %(value)s"), condition.ne),
        (_("more than %(value)s"), condition.gt),
        (_("%(value)s or more"), condition.ge),
        (_("less than %(value)s"), condition.lt),
        (_("%(value)s or less"), condition.le),
    ]
    return [(text, value) for text, value in pairs if value is not None]


def _value(value: bool | Decimal | str, spec: FactSpec | None) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choice = spec.choices.get(str(value)) if spec else None
    if choice is not None:
        return choice.in_language(get_language() or "fr")
    return str(value).replace(".", ",") if (get_language() or "fr") != "en" else str(value)
