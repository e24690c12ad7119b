"""The published delays, open to anybody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from permits.delays import PERIOD, by_commune, by_seat, names_of
from workflows.legaltime import today


@login_not_required
@require_safe
def delays(request: HttpRequest) -> HttpResponse:
    """Communes, then seats, over the twelve months up to today."""
    until = today()
    communes, seats = by_commune(until), by_seat(until)
    offices = {**names_of(communes), **names_of(seats)}
    context = {
        "since": until - PERIOD,
        "until": until,
        "communes": sorted(((offices[row.office], row) for row in communes), key=lambda pair: pair[0].name),
        "seats": sorted(((offices[row.office], row) for row in seats), key=lambda pair: pair[0].name),
    }
    return render(request, "public/delays.html", context)
