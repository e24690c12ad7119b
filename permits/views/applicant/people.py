"""The people of the case: who owns, who designs, who acts by which mandate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from permits.draftchanges import remove_party
from permits.drafts import add_party
from permits.models import PartyRole
from permits.parties import account_of
from permits.views.applicant.land import show
from permits.views.applicant.mine import Mine, act, mine
from workflows.lifecycle import OPEN
from workflows.reasons import Reason, Refused


class PartyForm(forms.Form):
    """Somebody who is part of the case."""

    role = forms.ChoiceField(
        label=gettext_lazy("As what"),
        choices=[("", gettext_lazy("Choose…")), *PartyRole.choices],
        error_messages={"required": gettext_lazy("Choose as what this person is part of the case.")},
    )
    name_fr = forms.CharField(
        label=gettext_lazy("Name in Latin script"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        error_messages={"required": gettext_lazy("Enter the name in Latin script.")},
    )
    name_ar = forms.CharField(
        label=gettext_lazy("Name in Arabic script"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar"}),
    )
    is_company = forms.BooleanField(label=gettext_lazy("This is a company"), required=False)
    identity = forms.CharField(
        label=gettext_lazy("Number of the identity card or of the trade register"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "class": "short"}),
    )
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr", "class": "short"}),
    )
    account = forms.EmailField(
        label=gettext_lazy("E-mail address of the account"),
        help_text=gettext_lazy(
            "Whoever has an account here sees the file from now on. Leave empty otherwise."
        ),
        required=False,
        error_messages={"invalid": gettext_lazy("Enter an e-mail address, for instance nom@exemple.ma.")},
    )
    may_act = forms.BooleanField(
        label=gettext_lazy("May act for the applicant, not only follow the file"), required=False
    )
    mandate_text = forms.CharField(
        label=gettext_lazy("Mandate"),
        help_text=gettext_lazy("For an agent: the act that gives the mandate, with its date."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever acts signs in; an agent shows a mandate."""
        values = super().clean() or {}
        if values.get("may_act") and not values.get("account"):
            self.add_error("account", _("Whoever acts for the applicant needs an account: give its address."))
        if values.get("role") == PartyRole.AGENT and not values.get("mandate_text"):
            self.add_error("mandate_text", _("An agent shows a mandate."))
        return values


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The parties, and the form for one more; before and after deposit."""
    own = mine(request, pk)
    if not own.draft and own.case.state not in OPEN:
        raise Http404
    if request.method == "POST" and request.POST.get("remove", "").isdecimal():
        for reason in _remove(own, int(request.POST["remove"][:18]), request.POST.get("reason", "")):
            messages.error(request, reason.text)
        return redirect(own.address("my_people"))
    initial = {"role": PartyRole.DESIGNER} if request.GET.get("role") == "designer" else {}
    form = PartyForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        show(form, _add(own, form.cleaned_data))
        if not form.errors:
            messages.success(request, _("Added."))
            return redirect(own.address("my_people"))
    parties = own.application.parties.filter(ended_on__isnull=True).select_related("user")
    context = {"own": own, "form": form, "parties": parties}
    return render(request, "applicant/people.html", context, status=422 if form.errors else 200)


def _add(own: Mine, values: dict[str, Any]) -> Iterable[Reason]:
    if not own.draft:
        return act(own, "add_party", **values)
    fields = {name: value for name, value in values.items() if name != "account"}
    try:
        add_party(
            own.application,
            by=own.user,
            user=account_of(values["account"]),
            email=values["account"],
            **fields,
        )
    except Refused as refused:
        return refused.reasons
    return ()


def _remove(own: Mine, party: int, reason: str) -> Iterable[Reason]:
    if not own.draft:
        return act(own, "end_party", party=party, reason=reason)
    try:
        remove_party(own.application, by=own.user, party=party)
    except Refused as refused:
        return refused.reasons
    return ()
