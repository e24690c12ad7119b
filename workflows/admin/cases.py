"""A case in the admin: where it stands, why each date, and what this person may do, or why not."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from accounts.models import User
from workflows import engine
from workflows.admin.seen import CaseRowsAdmin
from workflows.explain import explain
from workflows.models import Case, Clock, Recusal


@admin.register(Case)
class CaseAdmin(CaseRowsAdmin):
    case_path = "pk"
    list_display = ("reference", "kind", "commune", "state", "outcome", "round", "deposited_on")
    list_display_links = ("reference", "kind")
    list_filter = ("state", "outcome", "kind", "country")
    search_fields = ("reference", "code")
    list_select_related = ("commune",)
    date_hierarchy = "deposited_on"
    ordering = ("-pk",)
    change_form_template = "admin/workflows/case/change_form.html"

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The case with everything that explains it; limits that passed are settled first."""
        case = self.get_object(request, object_id)
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), **explained(case, request.user)}
        )


@admin.register(Recusal)
class RecusalAdmin(CaseRowsAdmin):
    list_display = ("case", "user", "on", "reason")
    list_select_related = ("case", "user")


def explained(case: Case, user: Any) -> dict[str, Any]:
    """What the page of a case shows beside its fields."""
    assert isinstance(user, User)  # the admin lets nobody else in
    language = get_language() or "fr"
    available = engine.actions_for(case, user)
    return {
        "available": sorted(available, key=lambda entry: not entry.allowed),
        "clocks": [_clock(clock, language) for clock in _clocks(case)],
        "seats": case.consultations.select_related("office")
        .prefetch_related("opinions__reserves", "opinions__given_by")
        .order_by("-round", "seat"),
        "acts": case.journal.select_related("actor", "body", "delegation").order_by("-seq"),
    }


def _clocks(case: Case) -> list[Clock]:
    """Running limits first, the next one to pass on top."""
    rows = case.clocks.select_related("consultation__office")
    return sorted(
        rows, key=lambda clock: (clock.settled, clock.due_on is None, clock.due_on or clock.started_on)
    )


def _clock(clock: Clock, language: str) -> dict[str, Any]:
    seat = clock.consultation
    return {"clock": clock, "office": seat.office if seat else None, "why": explain(clock, language)}
