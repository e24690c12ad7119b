"""No name stands for nothing: clocks, facts, tracks, seats, templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template

from workflows.procedures.conditions import Condition
from workflows.procedures.grammar import FactSpec, FactType
from workflows.procedures.loader import Loaded
from workflows.procedures.problems import Problem

NUMBERS = (FactType.INTEGER, FactType.DECIMAL)
LISTS = ("facts", "track_rules", "pieces", "seats", "clocks", "fees", "papers", "grounds")


def name_problems(entry: Loaded) -> Iterator[Problem]:
    """Names that are used and not defined, or defined twice."""
    yield from _twice(entry)
    yield from _clocks(entry)
    yield from _conditions(entry)
    yield from _areas(entry)
    yield from _choices(entry)
    yield from _signatories(entry)
    yield from _templates(entry)


def _twice(entry: Loaded) -> Iterator[Problem]:
    for key in LISTS:
        names = Counter(item.name for item in getattr(entry.procedure, key))
        for name, times in names.items():
            if times > 1:
                yield entry.problem(f"'{name}' is twice in '{key}'", key)


def _clocks(entry: Loaded) -> Iterator[Problem]:
    """Clocks that other rules rest on."""
    procedure = entry.procedure
    asked: list[tuple[tuple[str, ...], str | None]] = [(("silence", "clock"), procedure.silence.clock)]
    if procedure.missing_pieces:
        asked.append((("missing_pieces", "clock"), procedure.missing_pieces.clock))
        asked.append((("missing_pieces", "within"), procedure.missing_pieces.within))
    if procedure.deferral:
        asked.append((("deferral", "clock"), procedure.deferral.clock))
    if procedure.validity:
        asked.append((("validity", "clock"), procedure.validity.clock))
    for path, name in asked:
        if name is not None and procedure.clock(name) is None:
            yield entry.problem(f"{path[0]}: there is no clock '{name}'", *path)


def _conditions(entry: Loaded) -> Iterator[Problem]:
    facts = {fact.name: fact for fact in entry.procedure.facts}
    for path, condition in _all_conditions(entry):
        for part in _comparisons(condition):
            reason = _unfit(part, facts.get(part.fact or ""))
            if reason:
                yield entry.problem(reason, *path)


def _all_conditions(entry: Loaded) -> Iterator[tuple[tuple[str | int, ...], Condition]]:
    procedure = entry.procedure
    for key in ("facts", "track_rules", "pieces", "seats", "clocks", "fees"):
        for index, item in enumerate(getattr(procedure, key)):
            if item.when is not None:
                yield (key, index, "when"), item.when
            for place, exemption in enumerate(getattr(item, "exemptions", ())):
                if exemption.when is not None:
                    yield (key, index, "exemptions", place, "when"), exemption.when
    for key in ("designer", "deferral"):
        part = getattr(procedure, key)
        if part is not None and part.when is not None:
            yield (key, "when"), part.when


def _comparisons(condition: Condition) -> Iterator[Condition]:
    if condition.fact is not None:
        yield condition
    inner = (*(condition.all_ or ()), *(condition.any_ or ()), *((condition.not_,) if condition.not_ else ()))
    for part in inner:
        yield from _comparisons(part)


def _unfit(part: Condition, fact: FactSpec | None) -> str:
    """Why a comparison cannot be made with a fact, if it cannot."""
    if fact is None:
        return f"the condition looks at '{part.fact}', which is not asked"
    bounds = (part.gt, part.ge, part.lt, part.le)
    if any(bound is not None for bound in bounds) and fact.type not in NUMBERS:
        return f"'{fact.name}' is not a number: more or less than cannot be asked of it"
    wanted = [value for value in (part.eq, part.ne, *(part.among or ())) if value is not None]
    wrong = next((value for value in wanted if not _fits(value, fact)), None)
    return "" if wrong is None else f"'{fact.name}' can never be '{wrong}'"


def _fits(value: Any, fact: FactSpec) -> bool:
    if fact.type == FactType.BOOLEAN:
        return isinstance(value, bool)
    if fact.type in NUMBERS:
        return isinstance(value, Decimal)
    return fact.type == FactType.TEXT or str(value) in fact.choices


def _areas(entry: Loaded) -> Iterator[Problem]:
    facts = {fact.name: fact for fact in entry.procedure.facts}
    for index, fee in enumerate(entry.procedure.fees):
        for key in ("area", "double_area", "days"):
            name = getattr(fee, key)
            if name is not None and (name not in facts or facts[name].type not in NUMBERS):
                reason = f"fee '{fee.name}': '{name}' is not a number that is asked"
                yield entry.problem(reason, "fees", index, key)
        if fee.per != "fixed" and fee.area is None:
            yield entry.problem(f"fee '{fee.name}' names no area", "fees", index)
        if (fee.per == "m2_day") != (fee.days is not None):
            yield entry.problem(
                f"fee '{fee.name}': days are named for a rate by day, and only then", "fees", index
            )
        if fee.lowest > fee.highest:
            yield entry.problem(f"fee '{fee.name}': the lowest rate is above the highest", "fees", index)


def _choices(entry: Loaded) -> Iterator[Problem]:
    for index, fact in enumerate(entry.procedure.facts):
        if (fact.type == FactType.CHOICE) != bool(fact.choices):
            reason = f"fact '{fact.name}': choices are given for a choice, and only for a choice"
            yield entry.problem(reason, "facts", index)


def _signatories(entry: Loaded) -> Iterator[Problem]:
    for index, signatory in enumerate(entry.procedure.signatures):
        if signatory.office != "authority" and entry.procedure.seat(signatory.office) is None:
            yield entry.problem(f"there is no seat '{signatory.office}' to sign", "signatures", index)


def _templates(entry: Loaded) -> Iterator[Problem]:
    for index, paper in enumerate(entry.procedure.papers):
        name = f"papers/{paper.template}.html"
        try:
            get_template(name)
        except TemplateDoesNotExist:
            yield entry.problem(f"paper '{paper.name}': there is no template {name}", "papers", index)
        except TemplateSyntaxError as error:
            yield entry.problem(
                f"paper '{paper.name}': the template {name} is wrong: {error}", "papers", index
            )
