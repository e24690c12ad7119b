"""The first page: what this is, and where to go."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the platform does, the form to verify a paper, the way in for those who work here."""
    return render(request, "public/home.html")
