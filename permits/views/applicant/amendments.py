"""Amended plans: what was asked, what has come since, which subjects changed; then a new round."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from permits.views.applicant.land import show
from permits.views.applicant.mine import Mine, act, mine
from permits.views.applicant.opinions import opinions_of
from permits.views.applicant.tokens import fresh, key_of
from permits.views.applicant.wording import piece_title, subject
from permits.writing.acts import last_act
from workflows.lifecycle import State


class Amended(forms.Form):
    """What changed."""

    changed = forms.MultipleChoiceField(
        label=gettext_lazy("What changed"),
        help_text=gettext_lazy("Whoever looks at these subjects is asked again."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one subject that changed."),
            "invalid_choice": gettext_lazy("Choose among the subjects of the list."),
        },
    )
    message = forms.CharField(
        label=gettext_lazy("What you changed, in your words"),
        help_text=gettext_lazy("The members of the commission read this beside the new plans."),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )

    def __init__(self, *args: Any, subjects: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["changed"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(name, subject(name)) for name in subjects]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def amendments(request: HttpRequest, pk: int) -> HttpResponse:
    """Only while amendments are awaited."""
    own = mine(request, pk)
    if own.case.state != State.AMENDING:
        raise Http404
    form = Amended(request.POST if request.method == "POST" else None, subjects=_subjects(own))
    if form.is_bound and form.is_valid():
        values = {"changed": tuple(form.cleaned_data["changed"]), "message": form.cleaned_data["message"]}
        reasons = act(own, "resubmit", key=key_of(request, "resubmit"), **values)
        if not reasons:
            messages.success(request, _("Your amended plans are deposited: a new round begins."))
            return redirect(own.address())
        show(form, reasons)
    rows = own.application.pieces.filter(current=True, round=own.case.round + 1).select_related("version")
    context = {
        "own": own,
        "form": form,
        "items": list(last_act(own.case, "request_amendments")[1].get("items", ())),
        "said": [
            one for one in opinions_of(own) if one.round == own.case.round and (one.text or one.reserves)
        ],
        "came": [(piece_title(own.case.rules, file.piece), file) for file in rows],
        "token": fresh(request),
    }
    return render(request, "applicant/amendments.html", context, status=422 if form.errors else 200)


def _subjects(own: Mine) -> list[str]:
    """Every subject that a piece or a seat of the procedure names; “other” is always there."""
    rules = own.case.rules
    named = {piece.subject for piece in rules.pieces if piece.subject} if rules else set()
    named |= {name for seat in rules.seats for name in seat.concerns} if rules else set()
    return [*sorted(named), "other"]
