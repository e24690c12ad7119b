"""Acts of the applicant on a deposited file: each on a page that says its effect, and confirmed there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from permits.views.applicant.land import show
from permits.views.applicant.mine import Mine, act, mine
from permits.views.applicant.tokens import fresh, key_of
from workflows import engine
from workflows.reasons import Reason
from workflows.registry import Action


class Plain(forms.Form):
    """Nothing to type."""


class WithReason(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=4000,
        min_length=3,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Say why."), "min_length": _("Say why in a few words.")},
    )


class Dated(forms.Form):
    """The day of what is declared, if it is not today, with what shows it."""

    effective_on = forms.DateField(
        label=_("Date, if it is not today"),
        help_text=_("For instance 27/8/2026."),
        required=False,
        widget=forms.DateInput(attrs={"class": "short", "dir": "ltr", "inputmode": "numeric"}),
        error_messages={"invalid": _("Enter a date as day/month/year, for instance 27/8/2026.")},
    )
    evidence = forms.CharField(
        label=_("What shows that date"),
        help_text=_("Only with a date: a letter and its receipt, a report…"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


@dataclass(frozen=True, slots=True)
class Page:
    """How an act presents itself."""

    effect: str | Promise
    form: type[forms.Form] = Plain
    tone: str = "primary"


PAGES = {
    "supply_pieces": Page(_("The file goes back to the desk. Its limits go on.")),
    "withdraw": Page(
        _("The procedure ends here and cannot be taken up again. The register keeps the file."),
        WithReason,
        "danger",
    ),
    "request_substitution": Page(_("The authority that the law names takes the place of the silent one.")),
    "open_works": Page(_("The permit no longer lapses for want of works. Do this when they begin."), Dated),
    "declare_completion": Page(_("You declare that the works are finished."), Dated),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that may be done now."""

    label: str | Promise
    address: str


def offered(own: Mine) -> list[Offer]:
    """Acts of this page that the rules allow now."""
    names = [entry.action for entry in engine.actions_for(own.case, own.user) if entry.allowed]
    return [Offer(found.label, own.address("my_act", found.name)) for found in names if found.name in PAGES]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def do(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Say what the act does; do it when confirmed. What stands against it is shown, typed values kept."""
    own, page = mine(request, pk), PAGES.get(name)
    if page is None or own.draft:
        raise Http404
    action, against = _state_of(own, name)
    form = page.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reasons = act(own, name, key=key_of(request, name), **_values(form))
        if not reasons:
            messages.success(request, _("Done: %(act)s") % {"act": action.label})
            return redirect(own.address())
        show(form, reasons)
    problems = [reason.text for reason in against] if request.method != "POST" else []
    context = {
        "own": own,
        "form": form,
        "page": page,
        "action": action,
        "problems": problems,
        "token": fresh(request),
    }
    return render(request, "applicant/act.html", context, status=422 if form.errors else 200)


def _state_of(own: Mine, name: str) -> tuple[Action, tuple[Reason, ...]]:
    """The act, and what stands against it now."""
    for entry in engine.actions_for(own.case, own.user):
        if entry.action.name == name:
            return entry.action, entry.reasons
    raise Http404


def _values(form: forms.Form) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
