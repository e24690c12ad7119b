"""Sittings: the list, planning one, the agenda of one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from permits.forms.sittings import PlanSitting
from permits.office.meetings import agenda_of, not_on_an_agenda, seen_by
from permits.office.queue import PER_PAGE
from permits.views.office.entry import posts_of
from workflows.admin.sittings import offices_planned_by


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sittings(request: HttpRequest) -> HttpResponse:
    """Sittings to come and held, and the form of whoever plans them."""
    posts, offices = posts_of(request), offices_planned_by(request)
    planning = offices.exists()
    form = PlanSitting(request.POST if planning and request.method == "POST" else None, offices)
    if form.is_bound and form.is_valid():
        sitting = form.save()
        messages.success(request, _("The sitting is planned."))
        return redirect("permits:office_sitting", sitting.pk)
    rows = seen_by(posts)
    context = {
        "form": form,
        "planning": planning,
        "coming": rows.filter(on__gte=posts.day).order_by("on"),
        "page": Paginator(rows.filter(on__lt=posts.day).order_by("-on"), PER_PAGE).get_page(
            request.GET.get("page")
        ),
    }
    return render(request, "office/sittings.html", context, status=400 if form.errors else 200)


@never_cache
@require_safe
def sitting_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda: each case with everybody's opinion, and the way to its minutes."""
    posts = posts_of(request)
    sitting = get_object_or_404(seen_by(posts), pk=pk)
    context = {
        "sitting": sitting,
        "items": agenda_of(sitting, posts),
        "waiting": not_on_an_agenda(sitting, posts),
        "today": posts.day,
    }
    return render(request, "office/sitting.html", context)
