"""Sittings of the commission, their agenda and attendance."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from workflows.models.case import Case


class SittingState(models.TextChoices):
    """Where a sitting stands."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("held")


class Sitting(models.Model):
    """A meeting of the commission at a commune's desk or of a prefectoral committee."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="sittings")
    on = models.DateField(_("date"))
    state = models.CharField(
        _("state"), max_length=8, choices=SittingState.choices, default=SittingState.PLANNED
    )

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["office", "on"], name="one_sitting_per_day")]

    def __str__(self) -> str:
        return f"{self.office} {self.on}"


class AgendaItem(models.Model):
    """A case on the agenda of a sitting, and what the minutes say of it."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agenda_items")
    round = models.PositiveSmallIntegerField(_("round"))
    position = models.PositiveSmallIntegerField(_("position"))
    remarks = models.TextField(_("remarks"), blank=True)
    minuted_on = models.DateField(_("minutes recorded on"), null=True, blank=True)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["sitting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "case"], name="case_once_per_sitting"),
            models.UniqueConstraint(fields=["case", "round"], name="one_sitting_per_round"),
        ]

    def __str__(self) -> str:
        return f"{self.sitting} – {self.position}"


class Attendance(models.Model):
    """Who sat for which office on which case, or was absent."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="attendance")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    present = models.BooleanField(_("present"))
    function_text = models.CharField(_("in what capacity"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(fields=["item", "office"], name="attendance_once_per_office"),
            models.CheckConstraint(
                name="present_has_a_person",
                condition=Q(present=False) | Q(user__isnull=False) | ~Q(function_text=""),
                violation_error_message=_("Say who was present."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} – {self.office}"
