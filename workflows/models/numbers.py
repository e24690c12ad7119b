"""Series of numbers: one row per office, series and year."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Office


class NumberSeries(models.Model):
    """The last number given in a series. The row is the lock: a number is given once, with no gap."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name=_("office"))
    series = models.CharField(_("series"), max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("series of numbers")
        verbose_name_plural = _("series of numbers")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "series", "year"], name="one_series_per_office_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year} {self.office}: {self.last}"
