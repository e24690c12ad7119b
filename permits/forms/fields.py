"""Typed fields as people type them: 1 250,50 and 27/08/2026, in every language."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LATIN = {"dir": "ltr", "autocomplete": "off", "class": "short"}
DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
FEW = 6
REQUIRED = gettext_lazy("Fill this in.")
CHOOSE = gettext_lazy("Choose one of these.")


class AmountField(forms.DecimalField):
    """An amount with a comma or a point, and groups of digits if one likes."""

    def to_python(self, value: Any) -> Any:
        """Spaces fall, a comma is a point."""
        if isinstance(value, str):
            value = "".join(value.split()).replace(",", ".")
        return super().to_python(value)


def text(
    label: Any, hint: Any = "", *, most: int = 200, least: int = 0, required: bool = True
) -> forms.CharField:
    """A line, or several where much may be said."""
    attrs = {"dir": "auto"}
    widget = forms.TextInput(attrs=attrs) if most <= 300 else forms.Textarea(attrs={**attrs, "rows": "4"})
    return forms.CharField(
        label=label, help_text=hint, max_length=most, min_length=least or None, required=required,
        widget=widget, error_messages={"required": _said(label)},
    )  # fmt: skip


def choice(
    label: Any, options: Iterable[tuple[str, Any]], hint: Any = "", *, required: bool = True
) -> forms.ChoiceField:
    """One of a few by buttons, one of many from a list."""
    found = list(options)
    widget: Any = forms.RadioSelect if len(found) <= FEW else forms.Select
    if not required or widget is forms.Select:
        found = [("", "–"), *found]
    return forms.ChoiceField(
        label=label, help_text=hint, choices=found, required=required, widget=widget,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip


def day(label: Any, hint: Any = "", *, required: bool = True) -> forms.DateField:
    """A date, typed day first."""
    said = hint or gettext_lazy("Day, month, year: for example 27/08/2026.")
    wrong = gettext_lazy("Type the date as day, month, year: for example 27/08/2026.")
    return forms.DateField(
        label=label, help_text=said, input_formats=DAYS, required=required,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={**LATIN, "inputmode": "numeric"}),
        error_messages={"required": _said(label), "invalid": wrong},
    )  # fmt: skip


def amount(label: Any, hint: Any = "", *, required: bool = True) -> AmountField:
    """Money."""
    wrong = gettext_lazy("Type the amount in digits: for example 1250,50.")
    return AmountField(
        label=label, help_text=hint, min_value=Decimal("0.01"), max_digits=14, decimal_places=2,
        required=required, widget=forms.TextInput(attrs={**LATIN, "inputmode": "decimal"}),
        error_messages={"required": _said(label), "invalid": wrong},
    )  # fmt: skip


def upload(label: Any, hint: Any = "") -> forms.FileField:
    """A file sent with the form."""
    none = gettext_lazy("Choose a file.")
    empty = gettext_lazy("This file is empty: choose another one.")
    return forms.FileField(label=label, help_text=hint, error_messages={"required": none, "empty": empty})


def tick(label: Any, hint: Any = "", *, required: bool = False) -> forms.BooleanField:
    """A box, never ticked in advance."""
    return forms.BooleanField(
        label=label, help_text=hint, required=required, error_messages={"required": _said(label)}
    )


def _said(label: Any) -> Any:
    return gettext_lazy("Fill in: %(label)s.") % {"label": label} if label else REQUIRED


def problem(label: Any) -> str:
    """What is said of an empty cell of a row that was begun."""
    return _("Fill in: %(label)s.") % {"label": label}
