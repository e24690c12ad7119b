"""Planning a sitting: the same rules as in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from permits.forms import fields
from workflows.admin.sittings import SittingForm


class PlanSitting(SittingForm):
    """One of my offices, on a day to come."""

    def __init__(self, data: Any, offices: QuerySet[Office]) -> None:
        super().__init__(data)
        self.fields["office"] = forms.ModelChoiceField(
            offices, label=_("Office"), empty_label=None, initial=offices.first()
        )
        self.fields["on"] = fields.day(_("Date of the sitting"))
