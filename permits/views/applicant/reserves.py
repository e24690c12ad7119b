"""Offering the proof that a reserve is met."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from permits.views.applicant.land import show
from permits.views.applicant.mine import act, mine
from permits.views.applicant.tokens import fresh, key_of
from workflows.models import Reserve


class Proof(forms.Form):
    """How the reserve is met."""

    proof = forms.CharField(
        label=gettext_lazy("How you meet it"),
        help_text=gettext_lazy(
            "For instance the sheet of the amended plans, or an attestation and its date."
        ),
        min_length=3,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Say how you meet the reserve.")},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reserve(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """One reserve of an opinion that counts."""
    own = mine(request, pk)
    rows = Reserve.objects.filter(opinion__consultation__case=own.case, opinion__current=True)
    found = get_object_or_404(rows.select_related("opinion__consultation__office"), pk=row)
    form = Proof(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        values = {"reserve": found.pk, "proof": form.cleaned_data["proof"]}
        reasons = act(own, "prove_reserve", key=key_of(request, "prove_reserve"), **values)
        if not reasons:
            messages.success(request, _("The office that made the reserve is told how you meet it."))
            return redirect(own.address())
        show(form, reasons)
    context = {"own": own, "form": form, "reserve": found, "token": fresh(request)}
    return render(request, "applicant/reserve.html", context, status=422 if form.errors else 200)
