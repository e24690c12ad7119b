"""Filters of the lists; they stand in the address, so that a list can be kept and shared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.consultation import SeatState
from workflows.lifecycle import State

EVERY = ("", _("All"))


class Filters(forms.Form):
    """What every list can be narrowed by."""

    q = forms.CharField(label=_("Reference or object"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    passed = forms.BooleanField(label=_("A limit has passed"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for field in self.fields.values():
            field.widget.attrs["data-asked"] = ""  # a filter is not “optional”: it narrows

    def wanted(self) -> dict[str, Any]:
        """The filters that can be read; others are left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class CaseFilters(Filters):
    """Filters of the work list."""

    kind = forms.ChoiceField(label=_("Procedure"), required=False)
    mine = forms.BooleanField(label=_("My turn to act"), required=False)
    field_order = ("q", "state", "kind", "mine", "passed")

    def __init__(self, data: Any, kinds: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["state"].choices = [EVERY, *State.choices]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["kind"].choices = [EVERY, *kinds]  # type: ignore[attr-defined]  # a ChoiceField


class SeatFilters(Filters):
    """Filters of the inbox of a seat."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["state"].choices = [EVERY, *SeatState.choices]  # type: ignore[attr-defined]  # a ChoiceField
