"""The first page, help, and what is promised about accessibility."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the platform does, the form to verify a paper, the way in for those who work here."""
    return render(request, "public/home.html")


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Whom to ask, and what people ask most."""
    return render(request, "public/help.html", {"address": settings.DEFAULT_FROM_EMAIL})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What pages can be used with, and how to say that one cannot be used."""
    return render(request, "public/accessibility.html", {"address": settings.DEFAULT_FROM_EMAIL})
