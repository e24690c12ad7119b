"""The pieces of an application."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from documents.models import DocumentVersion
from permits.models.application import Application


class PieceStatus(models.TextChoices):
    """What the desk found of a piece."""

    RECEIVED = "received", _("received")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")


class PieceFile(models.Model):
    """A file handed in for a piece. A later one takes its place; nothing is deleted."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="pieces")
    piece = models.CharField(_("piece"), max_length=60)
    version = models.OneToOneField(DocumentVersion, on_delete=models.PROTECT, related_name="piece")
    round = models.PositiveSmallIntegerField(_("round"), default=0)
    status = models.CharField(
        _("status"), max_length=10, choices=PieceStatus.choices, default=PieceStatus.RECEIVED
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    current = models.BooleanField(_("counts"), default=True)
    handed_in_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    handed_in_on = models.DateField(_("handed in on"))
    stamped = models.ForeignKey(
        DocumentVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("« ne varietur » copy"),
    )

    class Meta:
        verbose_name = _("piece")
        verbose_name_plural = _("pieces")
        ordering = ["piece", "pk"]
        constraints = [
            models.CheckConstraint(
                name="rejected_piece_has_reason",
                condition=~Q(status=PieceStatus.REJECTED) | ~Q(reason=""),
                violation_error_message=_("A rejected piece has its reason."),
            ),
        ]
        indexes = [
            models.Index(fields=["application", "piece"], name="piece_current", condition=Q(current=True))
        ]

    def __str__(self) -> str:
        return f"{self.application} – {self.piece}"
