"""Fees due on a permit, and what was paid, exempted or reversed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from permits.models.permit import Permit


class FeeLine(models.Model):
    """A fee due: base, rate, amount, with the rule and the rate that were used."""

    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="fees")
    name = models.CharField(_("fee"), max_length=60)
    base = models.DecimalField(_("base (m²)"), max_digits=12, decimal_places=2, null=True, blank=True)
    counted = models.DecimalField(_("counted (m²)"), max_digits=12, decimal_places=0, null=True, blank=True)
    doubled = models.DecimalField(
        _("counted twice (m²)"), max_digits=12, decimal_places=0, null=True, blank=True
    )
    rate = models.DecimalField(_("rate"), max_digits=12, decimal_places=2)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    law = models.CharField(_("legal basis"), max_length=200)
    exemption = models.CharField(_("exemption"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        constraints = [
            models.UniqueConstraint(fields=["permit", "name"], name="fee_once_per_permit"),
            models.CheckConstraint(
                name="fee_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("A fee is not negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.permit} – {self.name}"


class PaymentKind(models.TextChoices):
    """What was recorded."""

    PAYMENT = "payment", _("payment")
    EXEMPTION = "exemption", _("exemption")
    REVERSAL = "reversal", _("reversal")


class Payment(models.Model):
    """A payment, an exemption, or the reversal of one. Rows are never changed."""

    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="payments")
    kind = models.CharField(_("kind"), max_length=10, choices=PaymentKind.choices)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    receipt = models.CharField(_("receipt number"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    reverses = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversal"
    )
    on = models.DateField(_("on"))
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.CheckConstraint(
                name="payment_complete",
                condition=Q(kind="payment", reverses__isnull=True) & ~Q(receipt="")
                | Q(kind="exemption", reverses__isnull=True) & ~Q(reason="")
                | Q(kind="reversal", reverses__isnull=False) & ~Q(reason=""),
                violation_error_message=_(
                    "A payment has its receipt, an exemption or a reversal its reason."
                ),
            ),
            models.CheckConstraint(
                name="payment_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("An amount is more than zero."),
            ),
            models.UniqueConstraint(
                fields=["permit", "receipt"], condition=~Q(receipt=""), name="receipt_once_per_permit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"
