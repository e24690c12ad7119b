"""Decisions, the register of their numbers, permits."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from permits.models import Decision, FeeLine, Payment, Permit, PermitNumber
from workflows.admin.seen import CaseRowsAdmin, RowsOfCases


@admin.register(Decision)
class DecisionAdmin(CaseRowsAdmin):
    list_display = ("case", "kind", "state", "number", "drafted_on", "signed_on")
    list_filter = ("kind", "state")
    search_fields = ("case__reference", "number__text")
    list_select_related = ("case", "number")


@admin.register(PermitNumber)
class PermitNumberAdmin(CaseRowsAdmin):
    list_display = ("text", "case", "office", "status", "reason")
    list_filter = ("status", "year")
    search_fields = ("text", "case__reference")
    list_select_related = ("case", "office")


class FeeInline(RowsOfCases, admin.TabularInline[Any, Any]):
    model = FeeLine
    case_path = "permit__case"
    fields = ("name", "base", "counted", "doubled", "rate", "amount", "currency", "law", "exemption")
    extra = 0


class PaymentInline(RowsOfCases, admin.TabularInline[Any, Any]):
    model = Payment
    case_path = "permit__case"
    fields = ("kind", "amount", "receipt", "reason", "reverses", "on", "recorded_by")
    extra = 0


@admin.register(Permit)
class PermitAdmin(CaseRowsAdmin):
    list_display = ("number", "case", "state", "deemed", "granted_on", "delivered_on", "ended_on")
    list_filter = ("state", "deemed")
    search_fields = ("number", "case__reference")
    list_select_related = ("case",)
    inlines = (FeeInline, PaymentInline)
