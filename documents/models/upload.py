"""An upload: the promise of a version, from the ticket to its end."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models.document import Document
from documents.models.version import DocumentVersion, ScanState


class Mode(models.TextChoices):
    """How the browser sends the bytes."""

    POST = "post", _("one form")
    MULTIPART = "multipart", _("in parts")


class UploadState(models.TextChoices):
    """Where an upload stands. Only open ones can move."""

    OPEN = "open", pgettext_lazy("upload", "open")
    COMPLETED = "completed", _("completed")
    REFUSED = "refused", _("refused")
    ABORTED = "aborted", _("aborted")


class Unscannable(models.TextChoices):
    """What to do with a file above the scanner's size limit."""

    REFUSE = "refuse", _("refuse")
    ACCEPT = "accept", _("accept")


class Upload(models.Model):
    """A browser was allowed to send one file to one key of the object storage."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="uploads")
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices)
    key = models.CharField(_("storage key"), max_length=200, unique=True)
    multipart_id = models.CharField(_("multipart upload"), max_length=300, blank=True)
    file_name = models.CharField(_("file name"), max_length=255)
    size = models.BigIntegerField(_("declared size (bytes)"))
    declared_type = models.CharField(_("declared type"), max_length=100, blank=True)
    formats = ArrayField(models.CharField(max_length=20), verbose_name=_("accepted formats"))
    max_bytes = models.BigIntegerField(_("greatest size (bytes)"))
    unscannable = models.CharField(
        _("above the scanner's limit"), max_length=10, choices=Unscannable.choices, default=Unscannable.REFUSE
    )
    state = models.CharField(_("state"), max_length=10, choices=UploadState.choices, default=UploadState.OPEN)
    scan = models.CharField(_("scan"), max_length=20, choices=ScanState.choices, blank=True)
    reason = models.CharField(_("reason of refusal"), max_length=40, blank=True)
    reason_detail = models.JSONField(_("detail of refusal"), default=dict, blank=True)
    version = models.OneToOneField(
        DocumentVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="upload"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(state="open"), name="upload_open_by_expiry"),
        ]
        constraints = [
            models.CheckConstraint(name="upload_state_known", condition=Q(state__in=UploadState.values)),
            models.CheckConstraint(
                name="upload_completed_has_version",
                condition=Q(state="completed", version__isnull=False)
                | (~Q(state="completed") & Q(version__isnull=True)),
            ),
            models.CheckConstraint(
                name="upload_refused_has_reason",
                condition=(Q(state="refused") & ~Q(reason="")) | (~Q(state="refused") & Q(reason="")),
            ),
            models.CheckConstraint(
                name="upload_ended_when_not_open",
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="upload_multipart_has_id",
                condition=Q(mode="post", multipart_id="") | (Q(mode="multipart") & ~Q(multipart_id="")),
            ),
            models.CheckConstraint(
                name="upload_size_within_limit", condition=Q(size__gt=0, size__lte=models.F("max_bytes"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"
