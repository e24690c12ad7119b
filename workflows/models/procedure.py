"""A stored version of a procedure, identified by the hash of its content."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property, lru_cache
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workflows.procedures.grammar import Procedure


@lru_cache(maxsize=512)
def _parsed(digest: str, content: str) -> Procedure:
    """Parse a content once. Raises ``ValueError`` where it is not what its hash says."""
    if hashlib.sha256(content.encode()).hexdigest() != digest:
        raise ValueError(f"The stored procedure {digest[:8]} does not match its hash: it was changed.")
    return Procedure.model_validate_json(content, strict=True)


class ProcedureVersionQuerySet(models.QuerySet["ProcedureVersion"]):
    """Versions, by when they apply."""

    def in_force(self, country: str, on: date) -> Self:
        """Versions in use of a country whose regime is in force on that day."""
        open_ended = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        return self.filter(open_ended, country=country, current=True, valid_from__lte=on)


class ProcedureVersion(models.Model):
    """One kind × track × regime as it read when it was loaded. Cases are pinned to it."""

    code = models.CharField(_("code"), max_length=200)
    country = models.CharField(_("country"), max_length=2)
    kind = models.CharField(_("kind"), max_length=60)
    track = models.CharField(_("track"), max_length=60)
    digest = models.CharField(_("SHA-256"), max_length=64, unique=True)
    content = models.TextField(_("content"))
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    current = models.BooleanField(_("the version in use"), default=True)
    loaded_at = models.DateTimeField(_("loaded"), auto_now_add=True)

    objects = ProcedureVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("procedure version")
        verbose_name_plural = _("procedure versions")
        ordering = ["code", "-loaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(current=True),
                name="procedure_one_version_in_use",
                violation_error_message=_("Only one version of a procedure is in use."),
            ),
            models.CheckConstraint(
                name="procedure_dates_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("A procedure cannot end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.digest[:8]}"

    @cached_property
    def procedure(self) -> Procedure:
        """The parsed procedure."""
        return _parsed(self.digest, self.content)
