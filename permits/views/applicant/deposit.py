"""Checking the answers, depositing, and the receipt that stays."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from permits.following import progress_of
from permits.models import Paper
from permits.parties import living
from permits.parts import Row
from permits.views.applicant.mine import Mine, act, mine
from permits.views.applicant.pieces import Wanted, rules_of, wanted
from permits.views.applicant.questions import answer
from permits.views.applicant.sections import lacking
from permits.views.applicant.verdict import verdict_of
from permits.views.applicant.wording import said, title_of
from workflows import engine, legaltime
from workflows.lifecycle import State
from workflows.models import Sitting
from workflows.procedures.grammar import Phase
from workflows.procedures.values import questions
from workflows.reasons import Reason


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that will be deposited, what is missing, and the button that deposits."""
    own = mine(request, pk)
    if not own.draft:  # the button was pressed twice, or the page is an old one: the receipt answers
        return redirect(own.address("my_receipt"))
    problems: list[str] = []
    if request.method == "POST":
        reasons = act(own, "file", key=f"deposit:{own.case.pk}")
        if not reasons:
            messages.success(request, _("Your application is deposited."))
            return redirect(own.address("my_receipt"))
        problems = _everything(own, reasons)
    rules, _problem = rules_of(own)
    pieces = [piece for piece in wanted(own, rules) if piece.spec.due == "deposit"] if rules else []
    context = {
        "own": own,
        "title": title_of(own.case),
        "problems": problems,
        "missing": [] if problems else _everything(own, _missing(own)),
        "about": _about(own),
        "answers": _answers(own),
        "parcels": own.application.parcels.order_by("pk"),
        "parties": living(own.application),
        "pieces": [piece for piece in pieces if piece.files],
        "lacking": _lacking(pieces),
        "verdict": verdict_of(own.case),
    }
    return render(request, "applicant/check.html", context, status=422 if problems else 200)


def _missing(own: Mine) -> list[Reason]:
    """What stands against a deposit now, by the rules of the act itself."""
    for entry in engine.actions_for(own.case, own.user):
        if entry.action.name == "file":
            return list(entry.reasons)
    return []


def _everything(own: Mine, reasons: Sequence[Reason]) -> list[str]:
    """All that stands against a deposit, also what the act could not look at before the track is known."""
    return list(dict.fromkeys([reason.text for reason in reasons] + lacking(own)))


def _about(own: Mine) -> list[Row]:
    there, application = own.address("my_about"), own.application
    return [
        Row(_("What you apply for"), title_of(own.case)),
        Row(_("Commune"), own.case.commune.name),
        Row(_("Object, in French"), application.object_fr, there),
        Row(_("Object, in Arabic"), application.object_ar, there),
        Row(_("Planning document"), application.planning_fr or application.planning_ar, there),
    ]


def _answers(own: Mine) -> list[Row]:
    """Answers to the questions that these facts call for."""
    facts, there = own.case.facts, own.address("my_facts")
    specs = questions(own.case.country, own.case.kind, legaltime.today())
    asked = [spec for spec in specs.values() if spec.when is None or spec.when.holds(facts)]
    return [
        Row(
            said(spec.text),
            answer(spec, facts.get(spec.name)) or _("Not provided"),
            f"{there}#fact-{spec.name}",
        )
        for spec in asked
    ]


def _lacking(pieces: list[Wanted]) -> list[Wanted]:
    return [piece for piece in pieces if not piece.files and piece.spec.category == "main"]


@never_cache
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The reference, what happens next and when, and the paper once it is made. It stays at this address."""
    own = mine(request, pk)
    if own.draft:
        raise Http404
    rules = own.case.rules
    sitting = None
    if rules and rules.has(Phase.SITTING) and own.case.state in (State.FILED, State.IN_REVIEW):
        rows = Sitting.objects.filter(office=own.case.commune, on__gte=own.case.deposited_on)
        sitting = rows.order_by("on").first()
    context = {
        "own": own,
        "title": title_of(own.case),
        "progress": progress_of(own.case),
        "paper": Paper.objects.filter(case=own.case, name="deposit_receipt").first(),
        "sitting": sitting,
    }
    return render(request, "applicant/receipt.html", context)
