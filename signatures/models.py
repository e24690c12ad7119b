"""Signing sessions: what is to be signed, by whom, how far it is."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.models import DocumentVersion
from signatures.signatory import Required, Signatory


class Stage(models.TextChoices):
    """How far a session is. Only one signature of a subject and field is ever published."""

    PREPARED = "prepared", _("prepared")
    SENT = "sent", _("at the provider")
    SIGNED = "signed", _("signed")
    PUBLISHED = "published", _("published")
    DISCARDED = "discarded", _("discarded")


class SigningSession(models.Model):
    """One signature to be made on one version of a document.

    ``subject`` is a key of the upper app, such as ``decision:12``. The signed file counts only when
    published; every other result stays recorded in the attempts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.CharField(_("subject"), max_length=100, db_index=True)
    field = models.CharField(_("signature field"), max_length=100)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.PREPARED)
    source = models.ForeignKey(
        DocumentVersion, verbose_name=_("file to sign"), on_delete=models.PROTECT, related_name="+"
    )
    signatory = models.JSONField(_("signatory"))
    required = models.JSONField(_("required signatures"))
    reason = models.CharField(_("reason of the signature"), max_length=200, blank=True)
    signed = models.OneToOneField(
        DocumentVersion,
        verbose_name=_("signed file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="signing_session",
    )
    source_sha256 = models.CharField(_("SHA-256 of the file to sign"), max_length=64)
    signed_sha256 = models.CharField(_("SHA-256 of the signed file"), max_length=64, blank=True)
    level = models.CharField(_("level"), max_length=10, blank=True)
    error = models.TextField(_("last error"), blank=True)
    discard_reason = models.CharField(_("reason of discarding"), max_length=200, blank=True)
    prepared_at = models.DateTimeField(_("prepared"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    discarded_at = models.DateTimeField(_("discarded"), null=True, blank=True)

    class Meta:
        verbose_name = _("signing session")
        verbose_name_plural = _("signing sessions")
        ordering = ["-prepared_at"]
        constraints = [
            models.UniqueConstraint(
                name="signing_published_once",
                fields=["subject", "field"],
                condition=Q(stage=Stage.PUBLISHED),
                violation_error_message=_("A signature of this subject is already published."),
            ),
            models.CheckConstraint(
                name="signing_signed_has_file",
                condition=~Q(stage__in=[Stage.SIGNED, Stage.PUBLISHED])
                | (Q(signed__isnull=False, signed_at__isnull=False) & ~Q(signed_sha256="")),
                violation_error_message=_("A signed session needs its file."),
            ),
            models.CheckConstraint(
                name="signing_published_is_dated",
                condition=Q(stage=Stage.PUBLISHED, published_at__isnull=False)
                | (~Q(stage=Stage.PUBLISHED) & Q(published_at__isnull=True)),
                violation_error_message=_("A published session needs its time."),
            ),
            models.CheckConstraint(
                name="signing_discarded_has_reason",
                condition=(Q(stage=Stage.DISCARDED, discarded_at__isnull=False) & ~Q(discard_reason=""))
                | (~Q(stage=Stage.DISCARDED) & Q(discarded_at__isnull=True)),
                violation_error_message=_("A discarded session needs its reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.field} ({self.get_stage_display()})"

    @property
    def who(self) -> Signatory:
        return Signatory(**self.signatory)

    @property
    def chain(self) -> tuple[Required, ...]:
        """All signatures that the document must carry, in order."""
        return tuple(Required.from_json(entry) for entry in self.required)


class Outcome(models.TextChoices):
    """How an attempt ended. One long underway was killed: it may have left an unused signature."""

    UNDERWAY = "underway", _("underway")
    COUNTED = "counted", _("it counts")
    UNUSED = "unused", _("signed, but not used")
    FAILED = "failed", _("failed")


class SigningAttempt(models.Model):
    """One call of a provider, written before the call: so that no signature is ever made unrecorded."""

    session = models.ForeignKey(SigningSession, on_delete=models.PROTECT, related_name="attempts")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.UNDERWAY)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    sha256 = models.CharField(_("SHA-256 of the result"), max_length=64, blank=True)
    version = models.ForeignKey(
        DocumentVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("signing attempt")
        verbose_name_plural = _("signing attempts")
        ordering = ["started_at", "id"]

    def __str__(self) -> str:
        return f"{self.session_id} {self.get_outcome_display()}"
