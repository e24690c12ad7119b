"""Ways into cases, shown to those who have one."""

from __future__ import annotations

from django.contrib import admin

from workflows.admin.seen import CaseRowsAdmin
from workflows.models import CaseGroupAccess, CaseUserAccess


@admin.register(CaseUserAccess)
class UserWayAdmin(CaseRowsAdmin):
    case_path = "content_object"
    list_display = ("content_object", "user", "permission", "source", "valid_from", "valid_to")
    search_fields = ("content_object__reference", "user__email", "source")
    list_select_related = ("content_object", "user", "permission__content_type")


@admin.register(CaseGroupAccess)
class PostWayAdmin(CaseRowsAdmin):
    case_path = "content_object"
    list_display = ("content_object", "group", "permission", "source", "valid_from", "valid_to")
    search_fields = ("content_object__reference", "group__name", "source")
    list_select_related = ("content_object", "group", "permission__content_type")
