"""Opening an account: who the person is, and in which profession."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Profession, ProfessionalIdentity, User

APPLICANT = "applicant"


class Person(forms.Form):
    """Name, phone and profession. A number in a roll counts once the desk has checked it."""

    name_fr = forms.CharField(label=_("Name, in Latin letters"), max_length=200)
    name_ar = forms.CharField(label=_("Name, in Arabic letters"), max_length=200, required=False)
    phone = forms.CharField(
        label=_("Mobile phone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"}),
    )
    profession = forms.ChoiceField(
        label=_("I come as"),
        choices=[(APPLICANT, _("applicant or owner")), *Profession.choices],
        initial=APPLICANT,
        widget=forms.RadioSelect,
    )
    order_number = forms.CharField(
        label=_("Number in the roll of the profession"),
        help_text=_("For architects, surveyors and engineering offices. The desk compares it with the roll."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "class": "short", "data-asked": ""}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name_fr"].widget.attrs.update(autocomplete="name", dir="ltr")
        self.fields["name_ar"].widget.attrs.update(dir="rtl", lang="ar")

    def clean_order_number(self) -> str:
        """Asked of a profession, once."""
        profession = self.cleaned_data.get("profession")
        number = str(self.cleaned_data["order_number"]).strip()
        if profession in (None, APPLICANT):
            return ""
        if not number:
            raise forms.ValidationError(_("Enter your number in the roll of your profession."))
        if ProfessionalIdentity.objects.filter(profession=profession, order_number=number).exists():
            raise forms.ValidationError(_("This number is registered already. Ask the one-stop desk."))
        return number

    def signup(self, request: HttpRequest, user: User) -> None:
        """Complete the new account."""
        user.name_fr, user.name_ar = self.cleaned_data["name_fr"], self.cleaned_data["name_ar"]
        user.phone, user.language = self.cleaned_data["phone"], get_language() or "fr"
        user.save(update_fields=["name_fr", "name_ar", "phone", "language"])
        if number := self.cleaned_data["order_number"]:
            ProfessionalIdentity.objects.create(
                user=user, profession=self.cleaned_data["profession"], order_number=number
            )
