"""Applications, their parties, land and pieces; messages sent about them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from permits.models import Application, Message, Parcel, Party, PieceFile
from workflows.admin.seen import CaseRowsAdmin, RowsOfCases


class PartyInline(RowsOfCases, admin.TabularInline[Any, Any]):
    model = Party
    case_path = "application__case"
    fields = ("role", "name_fr", "name_ar", "email", "user", "may_act", "added_on", "ended_on")
    extra = 0


class ParcelInline(RowsOfCases, admin.TabularInline[Any, Any]):
    model = Parcel
    case_path = "application__case"
    fields = ("land_reference", "registered", "area_m2", "address_fr", "address_ar")
    extra = 0


class PieceInline(RowsOfCases, admin.TabularInline[Any, Any]):
    model = PieceFile
    case_path = "application__case"
    fields = ("piece", "version", "round", "status", "reason", "current", "handed_in_on", "stamped")
    extra = 0


@admin.register(Application)
class ApplicationAdmin(CaseRowsAdmin):
    list_display = ("case", "object_fr", "object_ar", "created_by", "created_at")
    search_fields = ("case__reference", "object_fr", "object_ar")
    list_select_related = ("case", "created_by")
    inlines = (PartyInline, ParcelInline, PieceInline)


@admin.register(Party)
class PartyAdmin(CaseRowsAdmin):
    case_path = "application__case"
    list_display = ("name_fr", "role", "application", "user", "may_act", "added_on", "ended_on")
    list_filter = ("role", "may_act", "is_company")
    search_fields = ("application__case__reference", "name_fr", "name_ar", "email")
    list_select_related = ("application__case", "user")


@admin.register(Parcel)
class ParcelAdmin(CaseRowsAdmin):
    case_path = "application__case"
    list_display = ("land_reference", "application", "registered", "area_m2", "address_fr")
    search_fields = ("land_reference", "application__case__reference")
    list_select_related = ("application__case",)


@admin.register(PieceFile)
class PieceFileAdmin(CaseRowsAdmin):
    case_path = "application__case"
    list_display = ("application", "piece", "version", "round", "status", "current", "handed_in_on")
    list_filter = ("status", "current")
    search_fields = ("application__case__reference", "piece", "version__file_name")
    list_select_related = ("application__case", "version")


@admin.register(Message)
class MessageAdmin(CaseRowsAdmin):
    list_display = ("subject", "case", "to", "language", "recorded_at", "sent_at")
    list_filter = ("language",)
    search_fields = ("case__reference", "to", "subject")
    list_select_related = ("case",)
