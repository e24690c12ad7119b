"""Days decided apart: announced feasts, exceptional holidays and working days, certified outages."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from workflows.workdays import DayKind

KIND_NAMES = {
    DayKind.HOLIDAY: _("holiday"),
    DayKind.WORKING: _("working day"),
    DayKind.OUTAGE: _("certified outage"),
}


class CalendarDay(models.Model):
    """A decision about one day, for one office or for a whole country (office empty).

    A lunar feast is known in advance by estimate only. When it is announced for another day, the
    row of the announced day says in ``replaces`` which estimated day is no longer off.
    """

    country = models.CharField(_("country"), max_length=2)
    office = models.ForeignKey(
        Office,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="calendar_days",
        verbose_name=_("office"),
        help_text=_("Empty: the whole country."),
    )
    day = models.DateField(_("day"))
    kind = models.CharField(
        _("kind"), max_length=10, choices=[(kind.value, name) for kind, name in KIND_NAMES.items()]
    )
    replaces = models.DateField(
        _("instead of"),
        null=True,
        blank=True,
        help_text=_("The estimated day of a feast announced for this one."),
    )
    label_fr = models.CharField(_("name (fr)"), max_length=120)
    label_ar = models.CharField(_("name (ar)"), max_length=120)
    label_en = models.CharField(_("name (en)"), max_length=120)
    act = models.CharField(_("decided by"), max_length=200, help_text=_("Number and date of the act."))
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        verbose_name = _("day of the calendar")
        verbose_name_plural = _("days of the calendar")
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "office", "day"],
                name="calendar_day_decided_once",
                nulls_distinct=False,
                violation_error_message=_("This day was already decided for this office: change that row."),
            ),
            models.CheckConstraint(
                name="calendar_day_kind", condition=Q(kind__in=[kind.value for kind in DayKind])
            ),
            models.CheckConstraint(
                name="calendar_day_replaces_another",
                condition=Q(replaces__isnull=True)
                | Q(kind=DayKind.HOLIDAY.value, replaces__isnull=False) & ~Q(replaces=F("day")),
                violation_error_message=_("Only a holiday replaces an estimated day, and another one."),
            ),
            models.CheckConstraint(
                name="calendar_day_has_act_and_names",
                condition=~Q(act="") & ~Q(label_fr="") & ~Q(label_ar="") & ~Q(label_en=""),
                violation_error_message=_("A decided day has its act and its name in three languages."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} – {self.label_fr}"
