"""The registers of decisions, open to anybody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.models import Office
from permits.publicregister import decided, line, registers, shown

ROWS = 50


@login_not_required
@require_safe
def choose_register(request: HttpRequest) -> HttpResponse:
    """Which commune."""
    return render(request, "public/registers.html", {"offices": registers()})


@login_not_required
@require_safe
def register(request: HttpRequest, code: str) -> HttpResponse:
    """Decisions of a commune: by number, object or land reference, by year."""
    office = get_object_or_404(Office, code=code)
    typed, year = request.GET.get("q", "").replace("\x00", ""), request.GET.get("year", "")
    chosen = int(year) if year.isdecimal() and 1900 <= int(year[:4]) == int(year) <= 2200 else None
    page = Paginator(shown(decided(office, typed, chosen)), ROWS).get_page(request.GET.get("page"))
    language = get_language() or "fr"
    context = {
        "office": office,
        "typed": typed[:100],
        "year": chosen or "",
        "page": page,
        "lines": [line(case, language) for case in page.object_list],
        "filtered": bool(typed.strip() or chosen),
    }
    return render(request, "public/register.html", context)
