"""Whoever decides or signs has a second factor before reaching any page of a case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.functions import Function
from accounts.models import Post, User
from workflows.legaltime import today

DECIDING = (Function.PRESIDENT, Function.GOVERNOR, Function.HEAD, Function.LOCAL_AUTHORITY)
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
#: Pages that one must reach to get a factor, to leave, or that show nothing of a case.
OPEN = ("/compte/", "/i18n/", "/static/")


class SecondFactorMiddleware:
    """Stops such a person, once signed in, at a page that says what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through; the decision is taken once its view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """The page that asks for a factor, or nothing. Public pages stay open."""
        if not getattr(view, "login_required", True) or request.path.startswith(OPEN):
            return None
        if isinstance(request.user, User) and lacks_factor(request.user):
            return render(request, "account/second_factor.html", status=403)
        return None


def lacks_factor(user: User) -> bool:
    """Whether the person decides or signs somewhere today, and has no second factor."""
    posts = Post.objects.held_by(user.pk, today()).filter(function__in=DECIDING)
    return posts.exists() and not Authenticator.objects.filter(user=user, type__in=FACTORS).exists()
