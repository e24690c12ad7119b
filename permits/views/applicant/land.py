"""The land: parcels by their reference, with area and address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from permits.draftchanges import remove_parcel
from permits.drafts import add_parcel
from permits.views.applicant.mine import draft_of_mine
from workflows.reasons import Reason, Refused


class Area(forms.DecimalField):
    """A number with a comma or a point, and with groups of digits."""

    def to_python(self, value: Any) -> Any:
        """Read as people type it."""
        text = str(value or "").replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
        return super().to_python(text)


class ParcelForm(forms.Form):
    """A parcel."""

    land_reference = forms.CharField(
        label=gettext_lazy("Land reference"),
        help_text=gettext_lazy("Number of the land title or of the requisition, for instance 45678/C."),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "class": "short"}),
        error_messages={"required": gettext_lazy("Enter the land reference.")},
    )
    registered = forms.BooleanField(
        label=gettext_lazy("This land is registered"), required=False, initial=True
    )
    area_m2 = Area(
        label=gettext_lazy("Area (m²)"),
        max_digits=12,
        decimal_places=2,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "decimal", "class": "short"}),
        error_messages={
            "required": gettext_lazy("Enter the area of the parcel."),
            "invalid": gettext_lazy("Enter the area as a number of square metres."),
        },
    )
    address_fr = forms.CharField(
        label=gettext_lazy("Address, in French"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"lang": "fr", "dir": "ltr"}),
    )
    address_ar = forms.CharField(
        label=gettext_lazy("Address, in Arabic"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"lang": "ar", "dir": "rtl"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def land(request: HttpRequest, pk: int) -> HttpResponse:
    """Parcels so far, and the form for one more."""
    own = draft_of_mine(request, pk)
    if request.method == "POST" and request.POST.get("remove", "").isdecimal():
        try:
            remove_parcel(own.application, by=own.user, parcel=int(request.POST["remove"][:18]))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect(own.address("my_land"))
    form = ParcelForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            add_parcel(own.application, by=own.user, **form.cleaned_data)
        except Refused as refused:
            show(form, refused.reasons)
        else:
            messages.success(request, _("The parcel is added."))
            return redirect(own.address("my_land"))
    context = {"own": own, "form": form, "parcels": own.application.parcels.order_by("pk")}
    return render(request, "applicant/land.html", context, status=422 if form.errors else 200)


def show(form: forms.Form, reasons: Any) -> None:
    """Put each reason beside its field, where it names one."""
    reason: Reason
    for reason in reasons:
        name = reason.code.removeprefix("payload:")
        form.add_error(name if name in form.fields else None, reason.text)
