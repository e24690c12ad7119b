"""Papers that left the platform, and the register of their final hashes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.models import DocumentVersion
from permits.models.decision import Decision
from workflows.models import Case


class PaperStatus(models.TextChoices):
    """What a register can say of a paper that a file alone cannot."""

    VALID = "valid", _("valid")
    SUPERSEDED = "superseded", _("replaced by another paper")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Paper(models.Model):
    """A document produced for a case: receipt, minutes, decision, slip …"""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    name = models.CharField(_("paper"), max_length=60)
    key = models.CharField(_("key"), max_length=120, unique=True, help_text=_("Makes a repetition harmless."))
    number = models.CharField(_("number"), max_length=60, blank=True)
    code = models.CharField(_("verification code"), max_length=12, unique=True)
    version = models.OneToOneField(DocumentVersion, on_delete=models.PROTECT, related_name="paper")
    signed = models.BooleanField(_("signed electronically"), default=False)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    status = models.CharField(
        _("status"), max_length=10, choices=PaperStatus.choices, default=PaperStatus.VALID
    )
    place_of_original = models.CharField(
        _("place of the wet-ink original"),
        max_length=300,
        blank=True,
        help_text=_("Filled when the act was signed by hand: this file is only its scan."),
    )
    issued_on = models.DateField(_("issued on"))
    issued_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="wet_ink_is_not_electronic",
                condition=Q(signed=False) | Q(place_of_original=""),
                violation_error_message=_("A paper is signed by hand or electronically, not both."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} – {self.name}"


class RegisteredFile(models.Model):
    """The register of final hashes: which exact bytes were published, for which paper or plan."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="files")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="registered_files")
    version = models.OneToOneField(DocumentVersion, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(_("what it is"), max_length=120)
    registered_at = models.DateTimeField(_("registered"), auto_now_add=True)

    class Meta:
        verbose_name = _("registered file")
        verbose_name_plural = _("registered files")

    def __str__(self) -> str:
        return f"{self.label} {self.sha256[:12]}"
