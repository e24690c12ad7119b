"""Who is trying to sign in, as django-axes counts it: the address typed and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest


def typed_address(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """The e-mail address as typed, in lower case; empty where none was."""
    given = (credentials or {}).get("email") or (credentials or {}).get("username")
    return str(given or request.POST.get("login", "")).strip().lower()[:254]


def address_of(request: HttpRequest) -> str:
    """The network address of the browser; behind our own proxies, what the outermost of them saw."""
    proxies: int = settings.TRUSTED_PROXIES
    seen = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    if proxies and len(seen) >= proxies:
        return seen[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
