"""The facts of the project: questions of the pack, saved as one types, the track explained at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from permits.views.applicant.mine import Mine, act, draft_of_mine
from permits.views.applicant.questions import FactsForm
from permits.views.applicant.verdict import verdict_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Questions and answers. A script posts here as well, and gets JSON: saved, errors, what is asked now."""
    own = draft_of_mine(request, pk)
    form = FactsForm(request.POST if request.method == "POST" else None, own.case)
    if form.is_bound:
        form.save(own)
        if request.headers.get("X-Requested-With") == "autosave":
            return _told(request, form, own)
        if not form.errors and "more" not in request.POST:
            messages.success(request, _("Saved."))
            return redirect(own.address())
        if not form.errors:
            return redirect(own.address("my_facts"))
    context = {"own": own, "form": form, "questions": form.questions(), "verdict": verdict_of(own.case)}
    return render(request, "applicant/facts.html", context, status=422 if form.errors else 200)


def _told(request: HttpRequest, form: FactsForm, own: Mine) -> JsonResponse:
    """What a script needs to keep the page true without loading it again."""
    asked = {question.bound.name: question.asked for question in form.questions()}
    context = {"verdict": verdict_of(own.case), "own": own}
    verdict = render_to_string("applicant/_verdict.html", context, request)
    errors = {name: str(texts[0]) for name, texts in form.errors.items()}
    values = {"stored": form.stored, "asked": asked, "errors": errors, "verdict": verdict}
    return JsonResponse(values, status=422 if errors else 200)


@never_cache
@require_http_methods(["POST"])
def ask_classification(request: HttpRequest, pk: int) -> HttpResponse:
    """No rule places the project: the desk is asked, and sees the draft from then on."""
    own = draft_of_mine(request, pk)
    for reason in act(own, "ask_classification", key=f"ask-classification:{own.case.pk}:{own.case.version}"):
        messages.error(request, reason.text)
        break
    else:
        messages.success(
            request, _("The desk has been asked to place the project. It sees your draft from now on.")
        )
    return redirect(own.address())
