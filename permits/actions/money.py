"""Fees: payments, exemptions, reversals. An opinion never depends on payment; delivery does (art. 28)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from permits.actions.guards import permit_is
from permits.fees import outstanding
from permits.lifecycle import PermitState
from permits.models import Payment, PaymentKind, Permit
from workflows.actions.roles import CASHIER
from workflows.events import Event
from workflows.facts import Facts
from workflows.lifecycle import State
from workflows.move import Move
from workflows.reasons import Reason, Refused
from workflows.registry import Action, Payload, register

CLOSED = frozenset({State.CLOSED})


class RecordPayment(Payload):
    """Money received by the revenue office, with its receipt."""

    amount: Decimal = Field(gt=0, max_digits=14, decimal_places=2)
    receipt: str = Field(min_length=1, max_length=60)


class RecordExemption(Payload):
    """An exemption granted by an officer, with its reason."""

    amount: Decimal = Field(gt=0, max_digits=14, decimal_places=2)
    reason: str = Field(min_length=3, max_length=500)


class ReversePayment(Payload):
    """The row that is reversed, and why."""

    payment: int
    reason: str = Field(min_length=3, max_length=500)


def something_due(facts: Facts, values: Any) -> Iterator[Reason]:
    """Nothing is paid twice."""
    if facts.dossier.permit is not None and facts.dossier.permit.fees_settled:
        yield Reason("settled", _("Nothing is due any more."))


def record_payment(move: Move) -> None:
    """Money came in."""
    if move.case.permit.payments.filter(receipt=move.payload.receipt).exists():
        raise Refused([Reason("receipt", _("This receipt is recorded already."))])
    _record(move, PaymentKind.PAYMENT, receipt=move.payload.receipt)


def record_exemption(move: Move) -> None:
    """An officer exempts, and says why."""
    _record(move, PaymentKind.EXEMPTION, reason=move.payload.reason)


def _record(move: Move, kind: PaymentKind, **fields: str) -> None:
    permit = move.case.permit
    amount, due = move.payload.amount, outstanding(permit)
    if amount > due:
        raise Refused([Reason("amount", _("More than what is due (%(due)s).") % {"due": due})])
    Payment.objects.create(
        permit=permit, kind=kind, amount=amount, on=move.on, recorded_by=move.actor, **fields
    )
    move.record = {"kind": kind.value, "amount": amount, **fields}
    if amount == due:
        settle_fees(move, permit)


def settle_fees(move: Move, permit: Permit) -> None:
    """Everything due is settled: the permit may be delivered."""
    if permit.state != PermitState.AWAITING_PAYMENT:
        return
    permit.settle_fees()
    permit.save()
    move.moved(f"permit:{permit.pk}", PermitState.AWAITING_PAYMENT, permit.state)
    move.event(Event.PAID)


def reverse_payment(move: Move) -> None:
    """A cheque bounced, a row was wrong: a new row reverses it, nothing is erased."""
    permit = move.case.permit
    row = permit.payments.filter(pk=move.payload.payment, reversal__isnull=True).first()
    if row is None or row.kind == PaymentKind.REVERSAL:
        raise Refused([Reason("payment", _("Choose a payment or exemption that is not reversed yet."))])
    Payment.objects.create(
        permit=permit,
        kind=PaymentKind.REVERSAL,
        amount=row.amount,
        reason=move.payload.reason,
        reverses=row,
        on=move.on,
        recorded_by=move.actor,
    )
    move.record = {"payment": row.pk, "amount": row.amount, "reason": move.payload.reason}
    if permit.state == PermitState.AWAITING_DELIVERY:
        permit.reopen_fees()
        permit.save()
        move.moved(f"permit:{permit.pk}", PermitState.AWAITING_DELIVERY, permit.state)


_due = permit_is(PermitState.AWAITING_PAYMENT, PermitState.IN_FORCE)

for _name, _label, _payload, _apply in (
    ("record_payment", gettext_lazy("Record a payment"), RecordPayment, record_payment),
    ("record_exemption", gettext_lazy("Record an exemption"), RecordExemption, record_exemption),
):
    register(
        Action(
            name=_name,
            label=_label,
            roles=CASHIER,
            states=CLOSED,
            guards=(_due, something_due),
            payload=_payload,
            apply=_apply,
            permit=True,
            dated=_name == "record_payment",
        )
    )
register(
    Action(
        name="reverse_payment",
        label=gettext_lazy("Reverse a payment or an exemption"),
        roles=CASHIER,
        states=CLOSED,
        guards=(
            permit_is(PermitState.AWAITING_PAYMENT, PermitState.AWAITING_DELIVERY, PermitState.IN_FORCE),
        ),
        payload=ReversePayment,
        apply=reverse_payment,
        permit=True,
    )
)
