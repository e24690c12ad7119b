"""Clocks: the limits that run on a case and on its seats, and what happened to each."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workflows.ledger import Line
from workflows.limits import Suspension
from workflows.procedures.grammar import ClockSpec, Limit, SeatSpec


class ClockState(models.TextChoices):
    """Where a clock stands."""

    RUNNING = "running", _("running")
    SUSPENDED = "suspended", pgettext_lazy("clock", "suspended")
    NO_LIMIT = "no_limit", _("limit unknown")  # the texts do not say: never due
    STOPPED = "stopped", _("stopped")
    PASSED = "passed", _("passed")


OPEN = (ClockState.RUNNING, ClockState.SUSPENDED, ClockState.NO_LIMIT)


class ClockQuerySet(models.QuerySet["Clock"]):
    """Clocks, by what they still may do."""

    def open(self) -> Self:
        """Neither stopped nor passed."""
        return self.filter(state__in=OPEN)

    def overdue(self, on: date) -> Self:
        """Running, and the last day was before this legal day."""
        return self.filter(state=ClockState.RUNNING, due_on__lt=on)

    def to_remind(self, on: date) -> Self:
        """Running, with a reminder that should have left by this legal day."""
        return self.filter(state=ClockState.RUNNING, remind_on__lte=on, due_on__gte=on)


class Clock(models.Model):
    """One limit on a case, or on a seat of it. Settled (stopped or passed) it never moves again.

    ``spec`` is the rule as it read when the clock started. All dates are legal days.
    """

    case = models.ForeignKey("workflows.Case", on_delete=models.PROTECT, related_name="clocks")
    consultation = models.ForeignKey(
        "workflows.Consultation", null=True, blank=True, on_delete=models.PROTECT, related_name="clocks"
    )
    name = models.CharField(_("name"), max_length=60)
    owner = models.CharField(_("who is expected to act"), max_length=20)
    on_lapse = models.CharField(_("what its passing does"), max_length=20)
    spec = models.JSONField(_("rule"))
    started_by = models.CharField(_("started by"), max_length=30, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ClockState.choices)
    started_on = models.DateField(_("started on"))
    due_on = models.DateField(_("last day"), null=True, blank=True)
    remind_on = models.DateField(_("next reminder"), null=True, blank=True)
    stopped_on = models.DateField(_("stopped on"), null=True, blank=True)
    passed_on = models.DateField(_("passed on"), null=True, blank=True)
    suspensions = models.JSONField(_("suspensions"), default=list, blank=True)
    extended = models.PositiveSmallIntegerField(_("extensions used"), default=0)
    lines = models.JSONField(_("how it was counted"), default=list, blank=True)
    fingerprint = models.CharField(_("SHA-256 of the calendar used"), max_length=64, blank=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "consultation", "name"],
                condition=Q(state__in=OPEN),
                nulls_distinct=False,
                name="clock_open_once",
            ),
            models.CheckConstraint(
                name="clock_state_ties_dates",
                condition=Q(
                    state=ClockState.RUNNING,
                    due_on__isnull=False,
                    stopped_on__isnull=True,
                    passed_on__isnull=True,
                )
                | Q(
                    state__in=[ClockState.SUSPENDED, ClockState.NO_LIMIT],
                    due_on__isnull=True,
                    remind_on__isnull=True,
                    stopped_on__isnull=True,
                    passed_on__isnull=True,
                )
                | Q(
                    state=ClockState.STOPPED,
                    stopped_on__isnull=False,
                    passed_on__isnull=True,
                    remind_on__isnull=True,
                )
                | Q(
                    state=ClockState.PASSED,
                    due_on__isnull=False,
                    passed_on=F("due_on"),
                    stopped_on__isnull=True,
                    remind_on__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="clock_days_in_order",
                condition=(Q(due_on__isnull=True) | Q(due_on__gte=F("started_on")))
                & (Q(stopped_on__isnull=True) | Q(stopped_on__gte=F("started_on"))),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "case"], name="clock_due", condition=Q(state=ClockState.RUNNING)),
            models.Index(fields=["remind_on"], name="clock_remind", condition=Q(remind_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_state_display()})"

    @property
    def settled(self) -> bool:
        """Stopped or passed: nothing moves it any more."""
        return self.state not in OPEN

    @property
    def of_seat(self) -> bool:
        """Whether it is the limit of a seat's opinion."""
        return self.consultation_id is not None

    @property
    def rule(self) -> ClockSpec | SeatSpec:
        """The rule, as it read when the clock started."""
        model: type[ClockSpec] | type[SeatSpec] = SeatSpec if self.of_seat else ClockSpec
        return model.model_validate(self.spec)

    @property
    def extensions(self) -> tuple[Limit, ...]:
        """The extensions granted so far."""
        rule = self.rule
        return rule.extensions[: self.extended] if isinstance(rule, ClockSpec) else ()

    @property
    def pauses(self) -> list[Suspension]:
        """Suspensions, the last one perhaps still open."""
        return [Suspension(_day(since), _day(until) if until else None) for since, until in self.suspensions]

    @property
    def paused(self) -> bool:
        """Whether its last suspension is still open."""
        return bool(self.suspensions) and self.suspensions[-1][1] is None

    @property
    def ledger(self) -> tuple[Line, ...]:
        """The lines that explain the last day."""
        return tuple(Line.from_json(line) for line in self.lines)


class ClockChange(models.TextChoices):
    """What may happen to a clock."""

    STARTED = "started", _("started")
    SUSPENDED = "suspended", pgettext_lazy("clock", "suspended")
    RESUMED = "resumed", _("resumed")
    RESTARTED = "restarted", _("restarted")
    EXTENDED = "extended", _("extended")
    SHORTENED = "shortened", _("ended earlier by an act")
    RECOMPUTED = "recomputed", _("recomputed")
    STOPPED = "stopped", _("stopped")
    PASSED = "passed", _("passed")
    REMINDED = "reminded", _("reminded")


class ClockEntry(models.Model):
    """Something that happened to a clock. Rows are only added; the database refuses the rest."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="entries")
    change = models.CharField(_("change"), max_length=10, choices=ClockChange.choices)
    on = models.DateField(_("legal date"))
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)
    event = models.CharField(_("event"), max_length=30, blank=True)
    article = models.CharField(_("legal basis"), max_length=200, blank=True)
    due_before = models.DateField(_("last day before"), null=True, blank=True)
    due_after = models.DateField(_("last day after"), null=True, blank=True)
    journal_seq = models.PositiveIntegerField(_("position in the journal"), null=True, blank=True)

    class Meta:
        verbose_name = _("clock entry")
        verbose_name_plural = _("clock entries")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.clock}: {self.get_change_display()} {self.on}"

    def as_record(self) -> dict[str, Any]:
        """What the journal keeps of it."""
        return {
            "clock": self.clock.name,
            "consultation": self.clock.consultation_id,
            "change": self.change,
            "on": self.on.isoformat(),
            "due_before": self.due_before.isoformat() if self.due_before else None,
            "due_after": self.due_after.isoformat() if self.due_after else None,
        }


def _day(text: str) -> date:
    return date.fromisoformat(text)
