"""What the project is, in French and Arabic."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from permits.draftchanges import describe
from permits.drafts import Described
from permits.views.applicant.mine import draft_of_mine
from workflows.reasons import Refused


class About(forms.Form):
    """The object and the planning document, in both languages; one object is enough."""

    TEXTS: ClassVar = ("object_fr", "object_ar", "planning_fr", "planning_ar")

    object_fr = forms.CharField(
        label=gettext_lazy("Object of the project, in French"),
        help_text=gettext_lazy("One sentence, as it will stand in the decision."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "fr", "dir": "ltr", "data-asked": ""}),
    )
    object_ar = forms.CharField(
        label=gettext_lazy("Object of the project, in Arabic"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "ar", "dir": "rtl"}),
    )
    planning_fr = forms.CharField(
        label=gettext_lazy("Planning document that applies, in French"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"lang": "fr", "dir": "ltr"}),
    )
    planning_ar = forms.CharField(
        label=gettext_lazy("Planning document that applies, in Arabic"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"lang": "ar", "dir": "rtl"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, pk: int) -> HttpResponse:
    """Say again what the project is."""
    own = draft_of_mine(request, pk)
    stored = {name: getattr(own.application, name) for name in About.TEXTS}
    form = About(request.POST if request.method == "POST" else None, initial=stored)
    if form.is_bound and form.is_valid():
        try:
            describe(own.application, by=own.user, described=Described(**form.cleaned_data))
        except Refused as refused:
            form.add_error(None, [str(reason) for reason in refused.reasons])
        else:
            messages.success(request, _("Saved."))
            return redirect(own.address())
    return render(
        request, "applicant/about.html", {"form": form, "own": own}, status=422 if form.errors else 200
    )
