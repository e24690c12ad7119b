"""A stored version of a procedure, identified by the hash of its content."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.procedures.grammar import Procedure


@lru_cache(maxsize=512)
def _parsed(digest: str, content: str) -> Procedure:
    return Procedure.model_validate_json(content)


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

    class Meta:
        verbose_name = _("procedure version")
        verbose_name_plural = _("procedure versions")
        ordering = ["code", "-loaded_at"]

    def __str__(self) -> str:
        return f"{self.code} {self.digest[:8]}"

    @property
    def procedure(self) -> Procedure:
        """The parsed procedure."""
        return _parsed(self.digest, self.content)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Versions are written once."""
        super().save(*args, **kwargs)
