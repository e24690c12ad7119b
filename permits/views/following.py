"""The public page of a case, opened by its code: where it stands, with whom, until when. No names."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from permits.codes import typed_code
from permits.following import progress_of
from workflows.lifecycle import State
from workflows.models import Case
from workflows.settlement import settle_if_due


@login_not_required
@never_cache
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """A deposited case. Limits that passed are settled first, so that the page says what is true today."""
    deposited = Case.objects.exclude(state=State.DRAFT)
    found = deposited.filter(code=typed_code(code) or "").values_list("pk", flat=True).first()
    if found is None:
        raise Http404
    settle_if_due(found)
    case = Case.objects.select_related("procedure", "commune", "authority").get(pk=found)
    return render(request, "public/follow.html", {"progress": progress_of(case)})
