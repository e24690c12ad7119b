"""A token in each form: the same form sent twice does its act once."""

from __future__ import annotations

import re
import uuid

from django.http import HttpRequest

_TOKEN = re.compile(r"[0-9a-f]{32}")


def fresh(request: HttpRequest) -> str:
    """The token that came, or a new one."""
    typed = request.POST.get("token", "")
    return typed if _TOKEN.fullmatch(typed) else uuid.uuid4().hex


def key_of(request: HttpRequest, action: str) -> str:
    """The idempotency key of this form for an act."""
    return f"{action}:{fresh(request)}"
