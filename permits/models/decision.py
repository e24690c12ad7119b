"""Drafted and signed decisions, and the register of their numbers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from documents.models import DocumentVersion
from workflows.models import Case


class PermitNumber(models.Model):
    """A number of the register: reserved, used, or void with its reason. No gap."""

    class Status(models.TextChoices):
        """What became of the number."""

        RESERVED = "reserved", _("reserved")
        USED = "used", _("used")
        VOID = "void", _("void")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(_("series"), max_length=60)
    year = models.PositiveSmallIntegerField(_("year"))
    position = models.PositiveIntegerField(_("number"))
    text = models.CharField(_("written"), max_length=60, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="permit_numbers")
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.RESERVED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("number of the register")
        verbose_name_plural = _("numbers of the register")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "series", "year", "position"], name="permit_number_once"
            ),
            models.CheckConstraint(
                name="void_number_has_reason",
                condition=~Q(status="void") | ~Q(reason=""),
                violation_error_message=_("A void number has its reason."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class DecisionState(models.TextChoices):
    """Where a decision stands."""

    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent to signature")
    SIGNED = "signed", _("signed")
    VOID = "void", _("void")


class Decision(models.Model):
    """What the authority is about to decide, or has decided."""

    class Kind(models.TextChoices):
        """What it does."""

        GRANT = "grant", _("grant")
        REFUSAL = "refusal", _("refusal")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    state = models.CharField(
        _("state"), max_length=8, choices=DecisionState.choices, default=DecisionState.DRAFT
    )
    conditions = models.JSONField(_("conditions"), default=list, blank=True)
    grounds = models.JSONField(_("grounds"), default=list, blank=True)
    departure = models.TextField(_("why it departs from an opinion"), blank=True)
    number = models.OneToOneField(
        PermitNumber, null=True, blank=True, on_delete=models.PROTECT, related_name="decision"
    )
    code = models.CharField(_("code"), max_length=12, unique=True, null=True, blank=True)
    drafted_on = models.DateField(_("drafted on"))
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    unsigned = models.ForeignKey(
        DocumentVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("paper to sign"),
    )
    chain_done = models.PositiveSmallIntegerField(_("signatures applied"), default=0)
    begun = models.BooleanField(_("a signature is being applied"), default=False)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=~Q(state=DecisionState.VOID), name="one_living_decision_per_case"
            ),
            models.CheckConstraint(
                name="refusal_has_grounds",
                condition=~Q(kind="refusal") | ~Q(grounds=[]),
                violation_error_message=_("A refusal states its grounds."),
            ),
            models.CheckConstraint(
                name="signed_decision_complete",
                condition=~Q(state=DecisionState.SIGNED)
                | Q(signed_on__isnull=False, number__isnull=False, unsigned__isnull=False),
                violation_error_message=_("A signed decision has its number, paper and date."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} – {self.get_kind_display()}"
