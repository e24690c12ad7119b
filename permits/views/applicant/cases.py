"""The list of one's own cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from permits.lifecycle import PermitState
from permits.models import Application
from permits.views.applicant.mine import person
from workflows.legaltime import today
from workflows.lifecycle import State
from workflows.models import CaseUserAccess
from workflows.models.clock import ClockState
from workflows.procedures import store
from workflows.procedures.grammar import Text

ROWS = 50
YOURS = {State.DRAFT, State.INCOMPLETE, State.AMENDING}


@dataclass(frozen=True, slots=True)
class Line:
    """A case as its applicant sees it in the list."""

    application: Application
    title: str
    state: str
    tone: str
    hands: str
    due: date | None
    todo: str


@never_cache
@require_safe
def my_cases(request: HttpRequest) -> HttpResponse:
    """Cases with a personal way in, the latest first; a fixed number of queries."""
    page = Paginator(_rows(request), ROWS).get_page(request.GET.get("page"))
    kinds: dict[str, Mapping[str, Text]] = {}
    lines = [_line(application, kinds) for application in page.object_list]
    return render(request, "applicant/cases.html", {"page": page, "lines": lines})


def _rows(request: HttpRequest) -> QuerySet[Application]:
    own = CaseUserAccess.objects.open_to(person(request), today()).values("content_object_id")
    running = Q(case__clocks__state=ClockState.RUNNING, case__clocks__consultation__isnull=True)
    rows = Application.objects.filter(case__in=own).select_related(
        "case__procedure", "case__commune", "case__authority", "case__permit"
    )
    return rows.annotate(due=Min("case__clocks__due_on", filter=running)).order_by("-pk")


def _line(application: Application, kinds: dict[str, Mapping[str, Text]]) -> Line:
    case = application.case
    permit = getattr(case, "permit", None)
    paying = permit is not None and permit.state == PermitState.AWAITING_PAYMENT
    yours = case.state in YOURS or paying
    return Line(
        application=application,
        title=_title(application, kinds),
        state=str(case.get_outcome_display() or case.get_state_display()),
        tone="now" if yours else "",
        hands=_("You") if yours else _hands(application),
        due=getattr(application, "due", None),
        todo=_("Pay the fees") if paying else _todo(case.state),
    )


def _title(application: Application, kinds: dict[str, Mapping[str, Text]]) -> str:
    case, language = application.case, get_language() or "fr"
    if case.rules:
        return case.rules.title.in_language(language)
    if case.country not in kinds:
        kinds[case.country] = store.kinds(case.country, today())
    title = kinds[case.country].get(case.kind)
    return title.in_language(language) if title else case.kind


def _hands(application: Application) -> str:
    case = application.case
    if case.state == State.CLOSED:
        return _("Nobody: the procedure is over.")
    if case.state == State.IN_REVIEW:
        return _("The members of the commission")
    if case.state in (State.SIGNING, State.DEFERRED):
        return case.authority.name
    return _("The one-stop desk of %(office)s") % {"office": case.commune.name}


def _todo(state: str) -> str:
    """What is expected of the applicant in this state, in one sentence."""
    sentences = {
        State.DRAFT: _("Complete and deposit the application"),
        State.INCOMPLETE: _("Hand in the requested pieces"),
        State.AMENDING: _("Deposit amended plans"),
    }
    return sentences.get(State(state), "")
