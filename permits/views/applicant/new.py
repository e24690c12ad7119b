"""Beginning an application: where, and for what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import Office
from permits.catalogue import Kind, communes_for, countries_served, kinds_in_force, tracks_of
from permits.drafts import Described, open_draft
from permits.models import Permit
from permits.views.applicant.about import About
from permits.views.applicant.mine import person
from permits.views.applicant.tokens import fresh
from workflows.legaltime import today
from workflows.models import Case
from workflows.reasons import Refused

HOUR = 3600  # seconds for which a form sent again is known


class NewApplication(About):
    """Where, what for, and the object in both languages."""

    commune = forms.ChoiceField(
        label=gettext_lazy("Commune where the land is"),
        error_messages={
            "required": gettext_lazy("Choose the commune where the land is."),
            "invalid_choice": gettext_lazy("Choose a commune of the list."),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What you apply for"),
        error_messages={
            "required": gettext_lazy("Choose what you apply for."),
            "invalid_choice": gettext_lazy("Choose one of the procedures of the list."),
        },
    )
    amends = forms.CharField(
        label=gettext_lazy("Number of the permit that this one amends or completes"),
        help_text=gettext_lazy("Only for an amended permit, an occupancy permit and the like."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "class": "short"}),
    )
    field_order = ["commune", "kind", "object_fr", "object_ar", "planning_fr", "planning_ar", "amends"]

    def __init__(self, *args: Any, kinds: list[Kind], reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader, language = reader, get_language() or "fr"
        offered = [(f"{kind.country}/{kind.kind}", kind.title.in_language(language)) for kind in kinds]
        self.offices = {office.code: office for office in _offices(kinds)}
        communes = sorted(((code, office.name) for code, office in self.offices.items()), key=_by_label)
        for name, choices in (("commune", communes), ("kind", sorted(offered, key=_by_label))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Choose…")), *choices]

    def clean_amends(self) -> Permit | None:
        """A permit of a file that the person sees."""
        typed = self.cleaned_data["amends"].strip()
        if not typed:
            return None
        seen = Case.objects.visible_to(self.reader, today())
        permit = Permit.objects.filter(number__iexact=typed, case__in=seen).first()
        if permit is None:
            raise forms.ValidationError(_("No permit of your files has this number."))
        return permit

    def clean(self) -> dict[str, Any]:
        """The commune must be competent for what is asked."""
        values = super().clean() or {}
        office, chosen = self.offices.get(values.get("commune", "")), values.get("kind", "")
        country, _slash, kind = chosen.partition("/")
        if office is not None and chosen and not _receives(office, country, kind):
            self.add_error("kind", _("This is not applied for at the office that you chose."))
        return values


def _by_label(pair: tuple[str, str]) -> str:
    return pair[1]


def _offices(kinds: list[Kind]) -> list[Office]:
    """Every office that may receive something of these kinds."""
    found: dict[int, Office] = {}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for kind in kinds:
        for rules in tracks_of(kind.country, kind.kind, today()):
            group = (rules.country, tuple(rules.competent))
            if group not in seen:
                seen.add(group)
                found.update({office.pk: office for office in communes_for(rules, today())})
    return list(found.values())


def _receives(office: Office, country: str, kind: str) -> bool:
    tracks = tracks_of(country, kind, today())
    return office.country == country and any(
        office.kind in {competent.value for competent in rules.competent} for rules in tracks
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_case(request: HttpRequest) -> HttpResponse:
    """Choose, describe, and go on to the task list."""
    user = person(request)
    kinds = kinds_in_force(countries_served(today()), today())
    chosen = {"kind": request.GET.get("kind", ""), "commune": request.GET.get("commune", "")}
    form = NewApplication(request.POST or None, initial=chosen, kinds=kinds, reader=user)
    token = fresh(request)
    if request.method == "POST" and form.is_valid():
        if not cache.add(f"new-case:{user.pk}:{token}", 1, HOUR):  # the form was sent twice
            return redirect("permits:my_cases")
        values = form.cleaned_data
        try:
            application = open_draft(
                by=user,
                commune=form.offices[values["commune"]],
                kind=values["kind"].partition("/")[2],
                described=Described(**{name: values[name] for name in About.TEXTS}),
                amends=values["amends"],
            )
        except Refused as refused:
            form.add_error(None, [str(reason) for reason in refused.reasons])
        else:
            return redirect("permits:my_case", pk=application.case_id)
    return render(
        request, "applicant/new.html", {"form": form, "token": token}, status=422 if form.errors else 200
    )
