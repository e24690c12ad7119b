"""Seats asked, their opinions and reserves."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from workflows.admin.seen import CaseRowsAdmin, RowsOfCases
from workflows.models import Consultation, Opinion, Reserve


class OpinionInline(RowsOfCases, admin.TabularInline[Any, Any]):
    model = Opinion
    case_path = "consultation__case"
    fields = ("value", "text", "given_by", "given_on", "current")
    extra = 0


@admin.register(Consultation)
class ConsultationAdmin(CaseRowsAdmin):
    list_display = ("case", "seat", "office", "round", "state", "requested_on", "due_on", "late", "deemed")
    list_filter = ("state", "late", "binding", "consultative", "seat")
    search_fields = ("case__reference", "office__code")
    list_select_related = ("case", "office")
    inlines = (OpinionInline,)


class ReserveInline(RowsOfCases, admin.TabularInline[Any, Any]):
    model = Reserve
    case_path = "opinion__consultation__case"
    fields = ("position", "text", "article", "severity", "status", "proof", "lifted_on")
    extra = 0


@admin.register(Opinion)
class OpinionAdmin(CaseRowsAdmin):
    case_path = "consultation__case"
    list_display = ("consultation", "value", "given_by", "given_on", "current")
    list_filter = ("value", "current")
    search_fields = ("consultation__case__reference",)
    list_select_related = ("consultation__case", "given_by")
    inlines = (ReserveInline,)


@admin.register(Reserve)
class ReserveAdmin(CaseRowsAdmin):
    case_path = "opinion__consultation__case"
    list_display = ("opinion", "position", "text", "article", "severity", "status")
    list_filter = ("severity", "status")
    search_fields = ("opinion__consultation__case__reference", "text", "article")
    list_select_related = ("opinion__consultation__case",)
