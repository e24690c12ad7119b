"""What the declared facts lead to: the track, the rule that decided, and what it would cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from permits.fees import RateUnknown, work_out
from permits.views.applicant.wording import said
from workflows import legaltime, ruling
from workflows.models import Case
from workflows.procedures import store
from workflows.procedures.grammar import Basis, FactType, Procedure
from workflows.procedures.values import missing_facts


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A fee as it would be worked out today; without an amount, what is still unknown says why."""

    label: str
    amount: Decimal | None
    currency: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The track and why; no title where no rule places the project yet."""

    title: str
    rule: str
    basis: Basis | None
    problem: str
    fees: tuple[FeeLine, ...]
    fee_problem: str
    unanswered: tuple[str, ...]


def verdict_of(case: Case) -> Verdict:
    """The verdict on a draft, as of today."""
    rules, problem = ruling.candidate(case, legaltime.today())
    if rules is None:
        return Verdict("", "", None, problem, (), "", ())
    rule, basis = _rule(case)
    title = said(rules.track_title or rules.title)
    fees, fee_problem = _fees(rules, case)
    missing = tuple(said(spec.text) for spec in missing_facts(rules.facts, case.facts))
    return Verdict(title, rule, basis, "", fees, fee_problem, missing)


def _rule(case: Case) -> tuple[str, Basis | None]:
    if case.track_ruling.get("by"):
        return _("The desk placed it here: %(reason)s") % {
            "reason": case.track_ruling.get("reason", "")
        }, None
    decision = store.decide_track(case.country, case.kind, case.facts, legaltime.today())
    return said(decision.text), decision.basis


def _fees(rules: Procedure, case: Case) -> tuple[tuple[FeeLine, ...], str]:
    try:
        dues = work_out(rules, case.facts, case.commune)
    except RateUnknown:
        return (), _("The commune has not set all its rates yet: the fees cannot be estimated.")
    lines = []
    for due in dues:
        label, currency = said(due.fee.text), due.fee.currency
        unknown = [
            name for name in (due.fee.area, due.fee.days) if name and case.facts.get(name) in (None, "")
        ]
        if unknown and due.exemption is None:
            asked = {spec.name: said(spec.text) for spec in rules.facts if spec.type is not FactType.BOOLEAN}
            names = ", ".join(asked.get(name, name) for name in unknown)
            lines.append(FeeLine(label, None, currency, _("depends on: %(names)s") % {"names": names}))
        else:
            lines.append(
                FeeLine(label, due.amount, currency, said(due.exemption.text) if due.exemption else "")
            )
    return tuple(lines), ""
