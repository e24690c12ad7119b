"""The page of a case for officials, and the paper that awaits its signature."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from documents.delivery import download_url
from documents.errors import DocumentError
from permits.following import in_whose_hands
from permits.models import Permit
from permits.office import casefile
from permits.office.choices import choices_of
from permits.office.words import object_of, procedure_of, state_of, track_of
from permits.views.office.entry import case_for


@never_cache
@require_safe
def case_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of one case on one page; limits that passed are settled first."""
    case = case_for(request, pk)
    assert isinstance(request.user, User)
    choices = choices_of(case, request.user)
    case = case_for(request, pk)  # as the settled limits left it
    running, settled = casefile.limits_of(case)
    application = getattr(case, "application", None)
    context = {
        "case": case,
        "choices": choices,
        "asked": procedure_of(case),
        "track": track_of(case),
        "object": object_of(application),
        "application": application,
        "parties": application.parties.filter(ended_on=None) if application else (),
        "parcels": application.parcels.all() if application else (),
        "state": state_of(case),
        "hands": in_whose_hands(case, Permit.objects.filter(case=case).first()),
        "nearest": running[0] if running else None,
        "running": running,
        "settled": settled,
        "seats": casefile.seats_of(case),
        "pieces": casefile.pieces_of(case),
        "papers": casefile.papers_of(case),
        "decision": casefile.decision_of(case),
        "money": casefile.money_of(case),
        "history": casefile.history_of(case),
        "agenda": case.agenda_items.select_related("sitting__office").order_by("-round"),
    }
    return render(request, "office/case.html", context)


@never_cache
@require_safe
def act_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of the decision as it will be signed."""
    decision = casefile.decision_of(case_for(request, pk))
    if decision is None or decision.unsigned is None:
        raise Http404
    try:
        return HttpResponseRedirect(download_url(decision.unsigned))
    except DocumentError as error:
        return render(request, "public/withheld.html", {"reason": str(error)}, status=403)
