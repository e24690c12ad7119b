"""What can be applied for: the list, and one procedure in words."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from permits.catalogue import communes_for, countries_served, kinds_in_force, sheet, tracks_of
from workflows.legaltime import today


@login_not_required
@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """Every kind that can be filed today."""
    countries, language = countries_served(today()), get_language() or "fr"
    kinds = sorted(kinds_in_force(countries, today()), key=lambda kind: kind.title.in_language(language))
    groups = [(country, [kind for kind in kinds if kind.country == country]) for country in countries]
    return render(request, "public/procedures.html", {"groups": groups})


@login_not_required
@require_safe
def procedure(request: HttpRequest, country: str, kind: str) -> HttpResponse:
    """One procedure: its tracks, and the chosen track's pieces, limits, seats, silence, fees."""
    tracks = tracks_of(country, kind, today())
    if not tracks:
        raise Http404
    wanted = request.GET.get("track", "")
    chosen = next((rules for rules in tracks if rules.track == wanted), tracks[0])
    communes = communes_for(chosen, today())
    code = request.GET.get("commune", "")
    commune = next((office for office in communes if office.code == code), None)
    if commune is None and len(communes) == 1:
        commune = communes[0]
    context = {
        "tracks": tracks,
        "titles": {rules.track: rules.track_title or rules.title for rules in tracks},
        "sheet": sheet(chosen, commune),
        "communes": communes,
        "commune": commune,
    }
    return render(request, "public/procedure.html", context)
