"""Telling a form why the engine refused: beside the field where it can be, above the form otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from workflows.reasons import Reason

FIELD = "payload:"


def tell(form: forms.Form, reasons: Iterable[Reason]) -> None:
    """Add every reason to the form."""
    for reason in reasons:
        path = reason.code.removeprefix(FIELD) if reason.code.startswith(FIELD) else ""
        place = path.replace(".", "-")
        if path and place in form.fields:
            form.add_error(place, reason.text.replace(path, str(form.fields[place].label)))
        else:
            form.add_error(None, reason.text)
