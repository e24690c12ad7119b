"""The way to the page of a file, for whoever has its code."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from permits.codes import typed_code
from workflows.lifecycle import State
from workflows.models import Case

LATIN = {"dir": "ltr", "autocomplete": "off", "spellcheck": "false", "class": "short"}


class Tracking(forms.Form):
    """The code of the receipt, and the number of the file to be sure."""

    code = forms.CharField(
        label=gettext_lazy("Code of the file"),
        help_text=gettext_lazy("12 letters and digits, on the deposit receipt."),
        max_length=40,
        widget=forms.TextInput(attrs=LATIN),
        error_messages={"required": gettext_lazy("Enter the code of the file.")},
    )
    reference = forms.CharField(
        label=gettext_lazy("Number of the file"),
        help_text=gettext_lazy("Also on the receipt. With it we can tell you which of the two is wrong."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs=LATIN),
    )

    def clean_code(self) -> str:
        """The code of a deposited file."""
        code = typed_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(
                _("This is not a code: it has 12 letters and digits, without 0, 1, I, L and O.")
            )
        if not Case.objects.exclude(state=State.DRAFT).filter(code=code).exists():
            raise forms.ValidationError(
                _("No file has this code. Compare it with the receipt, letter by letter.")
            )
        return code

    def clean_reference(self) -> str:
        """The number, if typed, must be that of the file."""
        reference = str(self.cleaned_data["reference"]).strip()
        code = self.cleaned_data.get("code")
        if reference and code and not Case.objects.filter(code=code, reference__iexact=reference).exists():
            raise forms.ValidationError(
                _("The code is that of another file: compare the number with the receipt.")
            )
        return reference


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tracking(request: HttpRequest) -> HttpResponse:
    """Type the code; sent by POST, so that it stays out of the logs of proxies until the page itself."""
    form = Tracking(request.POST) if request.method == "POST" else Tracking()
    if form.is_bound and form.is_valid():
        return redirect("permits:follow", code=form.cleaned_data["code"])
    return render(request, "public/tracking.html", {"form": form}, status=400 if form.errors else 200)
