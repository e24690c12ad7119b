"""What the header offers: only what the person may open. Worked out once for each page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from accounts.functions import Function
from accounts.models import Post, User
from workflows.legaltime import today

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the header. Without functions: for everybody signed in, or for the public."""

    label: Text
    view: str
    functions: frozenset[Function] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """A link as shown."""

    label: Text
    address: str
    current: bool


PUBLIC = (
    Entry(_("Procedures"), "permits:procedures"),
    Entry(_("Follow a file"), "permits:tracking"),
    Entry(_("Verify a paper"), "permits:find"),
    Entry(_("Register"), "permits:registers"),
    Entry(_("Delays"), "permits:delays"),
)
OFFICIALS = frozenset(Function) - {Function.ADMINISTRATOR, Function.INSPECTOR}
KEEPING = frozenset({Function.DESK, Function.SECRETARY, Function.REVIEWER, Function.HEAD})
SIGNING = frozenset({Function.PRESIDENT, Function.GOVERNOR, Function.LOCAL_AUTHORITY, Function.HEAD})
#: For those who are signed in, before the public links; in the order of the header.
WORK: tuple[Entry, ...] = (
    Entry(_("Work list"), "permits:office_cases", OFFICIALS),
    Entry(_("Sittings"), "permits:office_sittings", KEEPING),
    Entry(_("Signature"), "permits:signing_desk", SIGNING),
    Entry(_("My files"), "permits:my_cases"),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: ``links`` of the header, found only when a template asks."""
    return {"links": SimpleLazyObject(lambda: list(_links(request)))}


def functions_of(user: User) -> frozenset[Function]:
    """What the person does today, in any office, by post or delegation. One query."""
    held = Post.objects.held_by(user.pk, today()).values_list("function", flat=True).distinct()
    return frozenset(Function(name) for name in held)


def _links(request: HttpRequest) -> Iterator[Link]:
    user = getattr(request, "user", None)
    if isinstance(user, User):
        held = functions_of(user) if any(entry.functions for entry in WORK) else frozenset()
        for entry in WORK:
            if not entry.functions or entry.functions & held:
                yield _link(request, entry)
    for entry in PUBLIC:
        yield _link(request, entry)


def _link(request: HttpRequest, entry: Entry) -> Link:
    address = reverse(entry.view)
    return Link(entry.label, address, request.path.startswith(address))
