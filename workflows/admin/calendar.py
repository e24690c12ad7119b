"""Days decided apart. A change has the running limits counted again, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from workflows.models import CalendarDay
from workflows.upkeep import calendar_changed


@admin.register(CalendarDay)
class CalendarDayAdmin(admin.ModelAdmin[CalendarDay]):
    list_display = ("day", "country", "office", "kind", "replaces", "label_fr", "act", "revision")
    list_filter = ("country", "kind")
    search_fields = ("label_fr", "label_ar", "label_en", "act", "office__code")
    list_select_related = ("office",)
    autocomplete_fields = ("office",)
    readonly_fields = ("revision", "recorded_at")
    date_hierarchy = "day"

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: CalendarDay, form: Any, change: bool) -> None:
        """Keep the decision and queue the recount of whoever it concerned before and concerns now."""
        before = CalendarDay.objects.select_for_update().filter(pk=obj.pk).first() if change else None
        if before is not None:
            before.revision += 1
            obj.revision = before.revision
        super().save_model(request, obj, form, change)
        if before is not None and (before.office_id, before.country) != (obj.office_id, obj.country):
            calendar_changed(before)
        calendar_changed(obj)

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: CalendarDay) -> None:
        """A decision taken back concerns the same offices."""
        obj.revision += 1
        calendar_changed(obj)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[CalendarDay]) -> None:
        """Each of them."""
        for day in list(queryset.select_for_update(of=("self",))):
            self.delete_model(request, day)
