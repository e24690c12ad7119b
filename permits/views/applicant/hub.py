"""The page of one's own case: the task list of a draft, or where a deposited file is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from permits.views.applicant.acts import offered
from permits.views.applicant.follow import followed
from permits.views.applicant.mine import mine
from permits.views.applicant.sections import sections
from permits.views.applicant.verdict import verdict_of
from permits.views.applicant.wording import title_of


@never_cache
@require_safe
def my_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Where is it, in whose hands, until when, what must I do."""
    own = mine(request, pk)
    context = {"own": own, "title": title_of(own.case)}
    if own.draft:
        context.update(tasks=sections(own), verdict=verdict_of(own.case))
        return render(request, "applicant/hub.html", context)
    context.update(follow=followed(own), acts=offered(own))
    return render(request, "applicant/follow.html", context)
