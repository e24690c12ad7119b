"""The journal: what was done, in rows that are only ever added."""

from __future__ import annotations

from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Delegation, User


class JournalEntry(models.Model):
    """One act on a case. Its hash covers every column but ``txid``, and the hash of the entry before."""

    case = models.ForeignKey("workflows.Case", on_delete=models.PROTECT, related_name="journal")
    seq = models.PositiveIntegerField(_("position"))
    action = models.CharField(_("action"), max_length=60)
    subject = models.CharField(
        _("subject"), max_length=60, default="case", help_text=_("case, consultation:<id>, permit:<id> …")
    )
    from_state = models.CharField(_("state before"), max_length=30, blank=True)
    to_state = models.CharField(_("state after"), max_length=30, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, blank=True)
    actor = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("by whom"),
        help_text=_("Empty: the law itself, at its date."),
    )
    office = models.CharField(_("for which office"), max_length=40, blank=True)
    function = models.CharField(_("in which function"), max_length=40, blank=True)
    delegation = models.ForeignKey(
        Delegation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("by which delegation"),
    )
    effective_on = models.DateField(_("legal date"))
    recorded_at = models.DateTimeField(_("recorded"))
    idempotency_key = models.CharField(_("idempotency key"), max_length=200, null=True, blank=True)
    commitment = models.CharField(_("commitment"), max_length=64)
    canon = models.CharField(_("canonical form"), max_length=8)
    prev_hash = models.CharField(_("hash before"), max_length=64)
    hash = models.CharField(_("hash"), max_length=64)
    txid = models.BigIntegerField(_("transaction"), db_default=Func(function="txid_current"), editable=False)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        ordering = ["case", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="journal_position_once"),
            models.UniqueConstraint(
                fields=["case", "idempotency_key"],
                name="journal_key_once",
                condition=Q(idempotency_key__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq} {self.action}"


class JournalPayload(models.Model):
    """What an entry says in full. Beside the chain: erased (law 09-08), only its commitment stays."""

    entry = models.OneToOneField(
        JournalEntry, on_delete=models.PROTECT, primary_key=True, related_name="body", verbose_name=_("entry")
    )
    salt = models.BinaryField(_("salt"), null=True)
    payload = models.JSONField(_("payload"), null=True)

    class Meta:
        verbose_name = _("journal payload")
        verbose_name_plural = _("journal payloads")
        constraints = [
            models.CheckConstraint(
                name="payload_erased_with_its_salt",
                condition=Q(salt__isnull=True, payload__isnull=True)
                | Q(salt__isnull=False, payload__isnull=False),
                violation_error_message=_("A payload and its salt are erased together."),
            )
        ]

    def __str__(self) -> str:
        return str(self.entry_id)
