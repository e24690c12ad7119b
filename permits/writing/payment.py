"""The payment slip: each fee due on a permit, with how it was worked out.

Settings of the commune: ``payable_to``, ``fee_order``.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from permits.models import FeeLine, Permit
from permits.papers import contexts
from permits.papers.words import Both
from permits.writing.frame import frame
from permits.writing.problems import CannotWrite
from permits.writing.project import application_of
from permits.writing.scope import Scope
from permits.writing.texts import both, setting
from workflows.procedures.grammar import Fee, Procedure

REVENUE = Both("la régie communale des recettes", "وكالة المداخيل الجماعية")
BEFORE_DELIVERY = Both("Paiement avant la remise du permis.", "يتم الأداء قبل تسليم الرخصة.")


def payment_slip(scope: Scope) -> contexts.PaymentSlip:
    """What is due on the permit of the case. Raises ``CannotWrite`` without a permit or without any fee."""
    case, rules = scope.case, scope.rules
    permit = Permit.objects.filter(case=case).first()
    if permit is None:
        raise CannotWrite(_("There is no permit yet: nothing is due."))
    lines = tuple(_line(row, rules, case.facts) for row in permit.fees.order_by("pk"))
    if not lines:
        raise CannotWrite(_("No fee is charged on this permit: there is no payment slip to write."))
    order = setting(case.commune, "fee_order")
    return contexts.PaymentSlip(
        **frame(scope, application_of(case)),
        fees=lines,
        payable_to=setting(case.commune, "payable_to") or REVENUE,
        fee_order=order.fr if order else "",
        due=None if permit.deemed else BEFORE_DELIVERY,
    )


def _line(row: FeeLine, rules: Procedure, facts: dict[str, Any]) -> contexts.FeeLine:
    fee = next((fee for fee in rules.fees if fee.name == row.name), None)
    return contexts.FeeLine(
        label=both(fee.text) if fee else Both(row.name, row.name),
        basis=row.law,
        amount=row.amount,
        base=row.base,
        counted=row.counted,
        rate=row.rate,
        doubled=row.doubled,
        days=_days(fee, facts),
        exemption=_exemption(row, fee),
    )


def _days(fee: Fee | None, facts: dict[str, Any]) -> int | None:
    """How many days are counted, for a fee per m² and day."""
    if fee is None or fee.per != "m2_day" or fee.days is None:
        return None
    try:
        return int(Decimal(str(facts.get(fee.days, ""))))
    except (InvalidOperation, ValueError):
        return None


def _exemption(row: FeeLine, fee: Fee | None) -> Both | None:
    if not row.exemption:
        return None
    named = (entry for entry in (fee.exemptions if fee else ()) if entry.name == row.exemption)
    found = next(named, None)
    return both(found.text) if found else Both(row.exemption, row.exemption)
