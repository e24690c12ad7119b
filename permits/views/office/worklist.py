"""The work list of a desk or an authority, and the inbox of a seat."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from permits.catalogue import countries_served, kinds_in_force
from permits.forms.filters import CaseFilters, SeatFilters
from permits.office import inbox, queue
from permits.office.mine import AT_SEAT, Posts
from permits.office.words import said
from permits.views.office.entry import posts_of


@never_cache
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """Cases that my posts open; whoever only gives opinions is taken to the inbox first."""
    posts = posts_of(request)
    if posts.only_seats and not request.GET:
        return redirect("permits:office_inbox")
    form = CaseFilters(request.GET, _kinds(posts))
    page = Paginator(queue.found(posts, form.wanted()), queue.PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": form,
        "page": page,
        "rows": queue.rows(posts, page.object_list),
        "filtered": bool(form.wanted()),
        "at_seat": bool(posts.offices(*AT_SEAT)),
    }
    return render(request, "office/worklist.html", context)


@never_cache
@require_safe
def seat_inbox(request: HttpRequest) -> HttpResponse:
    """Opinions asked of my offices, awaited ones first."""
    posts = posts_of(request)
    form = SeatFilters(request.GET)
    page = Paginator(inbox.asked(posts, form.wanted()), queue.PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": form,
        "page": page,
        "rows": inbox.rows(posts, page.object_list),
        "filtered": bool(form.wanted()),
    }
    return render(request, "office/inbox.html", context)


def _kinds(posts: Posts) -> list[tuple[str, str]]:
    """The kinds that are served here, by title."""
    kinds = kinds_in_force(countries_served(posts.day), posts.day)
    return sorted({kind.kind: said(kind.title) for kind in kinds}.items(), key=lambda entry: entry[1])
