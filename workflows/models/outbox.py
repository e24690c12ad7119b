"""Jobs to do after a transaction, written in that transaction."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    DEAD = "dead", _("dead")


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs, by what is to be done with them. Times are the database's, the same for every worker."""

    def due(self) -> Self:
        """Waiting jobs whose time has come, and running ones whose worker let its lease lapse."""
        waiting = Q(state=JobState.WAITING, run_after__lte=Now())
        lapsed = Q(state=JobState.RUNNING, lease_until__lt=Now())
        return self.filter(waiting | lapsed)


class Job(models.Model):
    """One effect to run at least once; effects are idempotent, so it counts once."""

    name = models.CharField(_("effect"), max_length=80)
    args = models.JSONField(_("arguments"), default=dict, help_text=_("Identifiers only."))
    case = models.ForeignKey(
        "workflows.Case", null=True, blank=True, on_delete=models.CASCADE, related_name="jobs"
    )
    key = models.CharField(_("key"), max_length=200, unique=True)
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=JobState.choices,
        default=JobState.WAITING,
        db_default=JobState.WAITING,
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, db_default=0)
    run_after = models.DateTimeField(_("not before"), db_default=Now())
    rung_at = models.DateTimeField(_("bell rung"), null=True, blank=True)
    lease_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    leased_by = models.CharField(_("leased by"), max_length=60, blank=True, default="", db_default="")
    last_error = models.TextField(_("last error"), blank=True, default="", db_default="")
    created_at = models.DateTimeField(_("created"), db_default=Now(), editable=False)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["run_after"], name="job_due", condition=Q(state=JobState.WAITING)),
            models.Index(fields=["lease_until"], name="job_leased", condition=Q(state=JobState.RUNNING)),
            models.Index(fields=["id"], name="job_dead", condition=Q(state=JobState.DEAD)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.key}"
