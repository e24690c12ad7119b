"""One version of a document: bytes in object storage that never change."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.models.document import Document


class ScanState(models.TextChoices):
    """What the virus scanner said."""

    PENDING = "pending", _("waiting for the scanner")
    CLEAN = "clean", _("nothing found")
    INFECTED = "infected", _("malicious content found")
    NOT_SCANNABLE = "not_scannable", _("too large for the scanner")
    NO_SCANNER = "no_scanner", _("no scanner is configured")
    MADE_HERE = "made_here", _("made by this server")


class DocumentVersion(models.Model):
    """A file as it was received or made. A trigger refuses to change or delete it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    key = models.CharField(_("storage key"), max_length=200, unique=True)
    file_name = models.CharField(_("file name"), max_length=255)
    size = models.BigIntegerField(_("size (bytes)"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    content_type = models.CharField(_("type by content"), max_length=100)
    format = models.CharField(_("format"), max_length=20, blank=True)
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    scan = models.CharField(_("scan"), max_length=20, choices=ScanState.choices)
    scan_detail = models.CharField(_("scan detail"), max_length=300, blank=True)
    final = models.BooleanField(_("final"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        verbose_name = _("document version")
        verbose_name_plural = _("document versions")
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once_per_document"),
            models.CheckConstraint(name="version_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="version_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(name="version_sha256_hex", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="version_scan_known", condition=Q(scan__in=ScanState.values) & ~Q(scan=ScanState.PENDING)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.number})"
