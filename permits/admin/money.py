"""Fees and payments."""

from __future__ import annotations

from django.contrib import admin

from permits.models import FeeLine, Payment
from workflows.admin.seen import CaseRowsAdmin


@admin.register(FeeLine)
class FeeLineAdmin(CaseRowsAdmin):
    case_path = "permit__case"
    list_display = ("permit", "name", "counted", "rate", "amount", "currency", "exemption")
    list_filter = ("name",)
    search_fields = ("permit__number",)
    list_select_related = ("permit",)


@admin.register(Payment)
class PaymentAdmin(CaseRowsAdmin):
    case_path = "permit__case"
    list_display = ("permit", "kind", "amount", "receipt", "on", "recorded_by")
    list_filter = ("kind",)
    search_fields = ("permit__number", "receipt")
    list_select_related = ("permit", "recorded_by")
