"""Fees: the law's band, the commune's rate, whole square metres, overhang counted double, exemptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from typing import Any

from django.db.models import Case as When
from django.db.models import F, Sum
from django.db.models import When as If
from django.utils.translation import gettext as _

from accounts.models import Office
from permits.models import FeeLine, PaymentKind, Permit
from workflows.procedures.grammar import Exemption, Fee, Procedure


class RateUnknown(ValueError):
    """The commune has set no lawful rate for a fee; the message says which and the band allowed."""


@dataclass(frozen=True, slots=True)
class Due:
    """A fee as worked out: what is counted, at which rate, and why nothing is due if so."""

    fee: Fee
    base: Decimal | None
    counted: Decimal | None
    doubled: Decimal | None
    rate: Decimal
    amount: Decimal
    exemption: Exemption | None = None


def work_out(rules: Procedure, facts: Mapping[str, Any], office: Office) -> tuple[Due, ...]:
    """Every fee that these facts call for, at this commune's rates. Raises ``RateUnknown``."""
    known = dict(facts)
    return tuple(_due(fee, known, office) for fee in rules.fees if fee.when is None or fee.when.holds(known))


def _due(fee: Fee, facts: dict[str, Any], office: Office) -> Due:
    rate = _rate(fee, office)
    base = _metres(facts, fee.area)
    counted, doubled = _whole(base), _whole(_metres(facts, fee.double_area))
    exempt = next(
        (entry for entry in fee.exemptions if entry.when is not None and entry.when.holds(facts)), None
    )
    if fee.per == "fixed":
        amount = rate
    else:
        amount = rate * ((counted or Decimal(0)) + 2 * (doubled or Decimal(0)))
        if fee.per == "m2_day":
            amount *= _metres(facts, fee.days) or Decimal(0)
    return Due(fee, base, counted, doubled, rate, Decimal(0) if exempt else amount, exempt)


def _rate(fee: Fee, office: Office) -> Decimal:
    """The rate that the commune has set, inside the law's band."""
    raw = office.settings.get("rates", {}).get(fee.name)
    try:
        rate = Decimal(str(raw))
    except InvalidOperation:
        rate = Decimal("NaN")
    if raw is None or not rate.is_finite() or not fee.lowest <= rate <= fee.highest:
        text = _("Set the rate of “%(fee)s” of %(office)s, between %(low)s and %(high)s %(currency)s.")
        values = {"fee": fee.text.in_language("fr"), "office": office.name, "currency": fee.currency}
        raise RateUnknown(text % {**values, "low": fee.lowest, "high": fee.highest})
    return rate


def _metres(facts: Mapping[str, Any], name: str | None) -> Decimal | None:
    value = facts.get(name) if name else None
    return Decimal(str(value)) if value not in (None, "") else None


def _whole(area: Decimal | None) -> Decimal | None:
    """Each fraction of a square metre counts as a whole one (loi 47-06)."""
    return area.to_integral_value(ROUND_CEILING) if area is not None else None


def charge(permit: Permit, dues: tuple[Due, ...]) -> list[FeeLine]:
    """Write what is due on a permit, with the rates used."""
    return FeeLine.objects.bulk_create(
        FeeLine(
            permit=permit,
            name=due.fee.name,
            base=due.base,
            counted=due.counted,
            doubled=due.doubled,
            rate=due.rate,
            amount=due.amount,
            currency=due.fee.currency,
            law=due.fee.basis.law[:200],
            exemption=due.exemption.name if due.exemption else "",
        )
        for due in dues
    )


def outstanding(permit: Permit) -> Decimal:
    """What is still to be paid: fees, less payments and exemptions, plus reversals."""
    due = permit.fees.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    signed = When(If(kind=PaymentKind.REVERSAL, then=-F("amount")), default=F("amount"))
    settled = permit.payments.aggregate(total=Sum(signed))["total"] or Decimal(0)
    return Decimal(due) - Decimal(settled)
