"""Words of packs in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from permits.conditionwords import in_words
from workflows.legaltime import today
from workflows.models import Case
from workflows.procedures import store
from workflows.procedures.conditions import Condition
from workflows.procedures.grammar import Procedure, Text

SUBJECTS: dict[str, str | Promise] = {
    "architecture": gettext_lazy("architecture"),
    "structure": gettext_lazy("structure"),
    "fire_safety": gettext_lazy("fire safety"),
    "networks": gettext_lazy("water, sewerage and electricity"),
    "telecom": gettext_lazy("telecommunications"),
    "other": gettext_lazy("something else"),
}


def said(text: Text | None) -> str:
    """A text of a pack."""
    return text.in_language(get_language() or "fr") if text is not None else ""


def condition_of(condition: Condition | None, rules: Procedure) -> str:
    """Of which projects something is asked; nothing: of all."""
    return in_words(condition, {spec.name: spec for spec in rules.facts}) if condition is not None else ""


def title_of(case: Case) -> str:
    """What is applied for."""
    if case.rules:
        return said(case.rules.title)
    return said(store.kinds(case.country, today()).get(case.kind)) or case.kind


def subject(name: str) -> str:
    """What seats are concerned with."""
    return str(SUBJECTS.get(name, name.replace("_", " ")))


def piece_title(rules: Procedure | None, name: str) -> str:
    """A piece, by its name in the pack."""
    spec = rules.piece(name) if rules else None
    return said(spec.text) if spec else name
