"""One's own case, found through a personal way in; anybody else sees nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from accounts.models import User
from permits.models import Application
from workflows import engine, legaltime
from workflows.lifecycle import State
from workflows.models import Case, CaseUserAccess
from workflows.reasons import Reason, Refused
from workflows.settlement import settle_if_due


@dataclass(frozen=True, slots=True)
class Mine:
    """A case, its application, and whether the person may act or only follow."""

    case: Case
    application: Application
    user: User
    may_act: bool

    @property
    def draft(self) -> bool:
        """Not deposited yet."""
        return bool(self.case.state == State.DRAFT)

    def address(self, view: str = "my_case", *more: object) -> str:
        """The address of one of its pages."""
        return reverse(f"permits:{view}", args=[self.case.pk, *more])

    def refresh(self) -> None:
        """Read the case again after an act."""
        self.case.refresh_from_db()


def person(request: HttpRequest) -> User:
    """Who is signed in; the middleware lets nobody else come here."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def mine(request: HttpRequest, pk: int) -> Mine:
    """The case, with limits that passed settled first. Raises ``Http404`` without a personal way in."""
    user, today = person(request), legaltime.today()
    rows = CaseUserAccess.objects.open_to(user, today).filter(content_object=pk)
    names = set(rows.values_list("permission__codename", flat=True))
    if not names:
        raise Http404
    settle_if_due(pk)
    found = Application.objects.select_related(
        "case__procedure", "case__commune", "case__authority", "amends"
    )
    application = found.filter(case_id=pk).first()
    if application is None:
        raise Http404
    return Mine(application.case, application, user, "write_case" in names)


def draft_of_mine(request: HttpRequest, pk: int) -> Mine:
    """A case of one's own that is still a draft; a deposited one has no such page."""
    found = mine(request, pk)
    if not found.draft:
        raise Http404
    return found


def act(own: Mine, action: str, **more: Any) -> Sequence[Reason]:
    """Do an act through the one door; the reasons if it is refused, none if it is done."""
    try:
        engine.perform(own.case.pk, action, own.user, **more)
    except Refused as refused:
        return refused.reasons
    own.refresh()
    return ()
