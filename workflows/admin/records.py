"""What is recorded and queued: clocks, journal, jobs; and the stored procedures."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from workflows.admin.seen import CaseRowsAdmin, ForStaff, RowsOfCases, cases_seen
from workflows.explain import explain
from workflows.models import Clock, ClockEntry, Job, JournalEntry, JournalPayload, ProcedureVersion


class ClockEntryInline(RowsOfCases, admin.TabularInline[Any, Any]):
    model = ClockEntry
    case_path = "clock__case"
    fields = ("change", "on", "event", "article", "due_before", "due_after", "recorded_at")
    readonly_fields = ("recorded_at",)
    extra = 0


@admin.register(Clock)
class ClockAdmin(CaseRowsAdmin):
    list_display = ("case", "name", "owner", "state", "started_on", "due_on", "on_lapse")
    list_filter = ("state", "name", "owner")
    search_fields = ("case__reference",)
    list_select_related = ("case",)
    readonly_fields = ("why",)
    inlines = (ClockEntryInline,)

    @admin.display(description=_("why this day"))
    def why(self, clock: Clock) -> str:
        """The sentence that explains the last day."""
        return explain(clock, get_language() or "fr").sentence


class PayloadInline(RowsOfCases, admin.StackedInline[Any, Any]):
    model = JournalPayload
    case_path = "entry__case"
    fields = readonly_fields = ("said",)

    @admin.display(description=_("payload"))
    def said(self, body: JournalPayload) -> str:
        """The payload as it was recorded; erased ones say so."""
        if body.payload is None:
            return str(_("erased"))
        return json.dumps(body.payload, ensure_ascii=False, indent=2)


@admin.register(JournalEntry)
class JournalEntryAdmin(CaseRowsAdmin):
    list_display = (
        "case",
        "seq",
        "action",
        "subject",
        "from_state",
        "to_state",
        "actor",
        "function",
        "office",
        "effective_on",
        "recorded_at",
    )
    list_filter = ("action", "function")
    search_fields = ("case__reference", "action", "subject")
    list_select_related = ("case", "actor")
    ordering = ("-recorded_at", "-seq")
    inlines = (PayloadInline,)


@admin.register(Job)
class JobAdmin(CaseRowsAdmin):
    list_display = ("name", "case", "state", "attempts", "run_after", "done_at")
    list_filter = ("state", "name")
    search_fields = ("key", "case__reference")
    list_select_related = ("case",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Job]:
        """Jobs of the cases seen; those of no case are the operators'."""
        mine = Q(case__in=cases_seen(request).values("pk"))
        if request.user.is_superuser:
            mine |= Q(case__isnull=True)
        return admin.ModelAdmin.get_queryset(self, request).filter(mine)


@admin.register(ProcedureVersion)
class ProcedureVersionAdmin(ForStaff, admin.ModelAdmin[ProcedureVersion]):
    list_display = ("code", "kind", "track", "valid_from", "valid_to", "current", "loaded_at")
    list_filter = ("country", "kind", "current")
    search_fields = ("code", "digest")
