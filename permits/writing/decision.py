"""The decision that grants (annexe 6), and the one that refuses with its grounds (art. 36)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from permits.models import Decision
from permits.papers import contexts
from permits.papers.words import Both, span
from permits.writing import limits, opinions, pieces, sittings
from permits.writing.frame import frame
from permits.writing.problems import CannotWrite
from permits.writing.project import application_of
from permits.writing.scope import Scope, decision_in
from permits.writing.texts import both, setting
from workflows.models import Case
from workflows.procedures.grammar import Phase, Procedure

OWN_GROUND = Both("Motif propre au dossier", "سبب خاص بالملف")
OCCUPATION = "occupation_months"  # the fact that says for how long the public domain is occupied


def decision_grant(scope: Scope) -> contexts.DecisionGrant:
    """The grant with its conditions. Raises ``CannotWrite`` when there is no such decision, or no number."""
    scope = _numbered(scope)
    case, rules = scope.case, scope.rules
    application = application_of(case)
    due = fees_due(rules, case.facts)
    return contexts.DecisionGrant(
        **frame(scope, application),
        commission_on=_commission(case, rules),
        fee_order=_fee_order(case) if due else "",
        conditions=tuple(_conditions(scope, decision_in(scope))),
        departure=decision_in(scope).departure,
        plans=pieces.plans(application, rules),
        validity=limits.validity(rules),
        validity_basis=rules.validity.basis.law if rules.validity else "",
        renewable=rules.validity.renewable if rules.validity else False,
        fees_due=due,
        delegation=scope.delegation,
        term=_term(case.facts),
    )


def decision_refusal(scope: Scope) -> contexts.DecisionRefusal:
    """The refusal with its grounds. Raises ``CannotWrite`` when there is no such decision, or no number."""
    scope = _numbered(scope)
    decision = decision_in(scope)
    if not decision.grounds:
        raise CannotWrite(_("A refusal states its grounds, each with its article."))
    return contexts.DecisionRefusal(
        **frame(scope, application_of(scope.case)),
        grounds=tuple(_ground(entry, scope.rules) for entry in decision.grounds),
        commission_on=_commission(scope.case, scope.rules),
        delegation=scope.delegation,
    )


def fees_due(rules: Procedure, facts: dict[str, Any]) -> bool:
    """Whether some fee applies to these facts and no exemption takes it away."""
    if not rules.has(Phase.PAYMENT):
        return False
    asked = [fee for fee in rules.fees if fee.when is None or fee.when.holds(facts)]
    return any(
        not any(entry.when is not None and entry.when.holds(facts) for entry in fee.exemptions)
        for fee in asked
    )


def _numbered(scope: Scope) -> Scope:
    decision = decision_in(scope)
    if decision.number is None:
        raise CannotWrite(_("The decision has no number yet: send it to signature first."))
    return replace(scope, number=decision.number.text)


def _commission(case: Case, rules: Procedure) -> date | None:
    """The day of the sitting that examined the case, where the procedure has one."""
    item = sittings.last_held(case) if rules.has(Phase.SITTING) else None
    return item.sitting.on if item else None


def _fee_order(case: Case) -> str:
    """The reference of the communal fee order, from the settings of the commune (``fee_order``)."""
    said = setting(case.commune, "fee_order")
    return said.fr if said else ""


def _conditions(scope: Scope, decision: Decision) -> Iterator[contexts.Condition]:
    """What the draft says, then the reserves not yet lifted; a reserve copied into the draft is said once."""
    rows = opinions.seats(scope.case, scope.rules) if scope.rules.has(Phase.REVIEW) else []
    reserves = list(opinions.conditions(scope.rules, rows))
    known = {one.text.strip() for one in reserves}
    yield from (one for one in _typed(decision.conditions) if one.text.strip() not in known)
    yield from reserves


def _typed(entries: Iterable[Any]) -> Iterator[contexts.Condition]:
    for entry in entries:
        if isinstance(entry, Mapping):
            yield contexts.Condition(text=str(entry.get("text", "")), article=str(entry.get("article", "")))
        elif str(entry).strip():
            yield contexts.Condition(text=str(entry))


def _ground(entry: Mapping[str, Any], rules: Procedure) -> contexts.Ground:
    """A ground of the pack is said in both languages; any other is shown once, as it was typed."""
    typed, article = str(entry.get("text", "")).strip(), str(entry.get("article", ""))
    for ground in rules.grounds:
        if typed in (ground.name, ground.text.fr, ground.text.ar, ground.text.en):
            return contexts.Ground(text=both(ground.text), article=article or ground.basis.law)
    return contexts.Ground(text=OWN_GROUND, article=article, remarks=typed)


def _term(facts: dict[str, Any]) -> Both | None:
    try:
        months = int(Decimal(str(facts.get(OCCUPATION, 0))))
    except (InvalidOperation, ValueError):
        return None
    return span(months, "months") if months > 0 else None
