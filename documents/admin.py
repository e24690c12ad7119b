"""Documents in the admin: to look at, never to change."""

from __future__ import annotations

from django.contrib import admin

from accounts.lookonly import LookOnly
from documents.models import Document, DocumentVersion, Upload


class VersionInline(LookOnly, admin.TabularInline[DocumentVersion, Document]):
    model = DocumentVersion
    fields = ("number", "file_name", "size", "content_type", "scan", "final", "made_by", "made_at")
    readonly_fields = fields
    extra = 0
    can_delete = False


@admin.register(Document)
class DocumentAdmin(LookOnly, admin.ModelAdmin[Document]):
    list_display = ("title", "kind", "created_at", "created_by")
    list_filter = ("kind",)
    search_fields = ("title", "id")
    list_select_related = ("created_by",)
    inlines = (VersionInline,)


@admin.register(DocumentVersion)
class DocumentVersionAdmin(LookOnly, admin.ModelAdmin[DocumentVersion]):
    list_display = ("file_name", "document", "number", "size", "content_type", "scan", "final", "made_at")
    list_filter = ("scan", "final", "format")
    search_fields = ("file_name", "sha256", "id")
    list_select_related = ("document",)


@admin.register(Upload)
class UploadAdmin(LookOnly, admin.ModelAdmin[Upload]):
    list_display = (
        "file_name",
        "document",
        "state",
        "reason",
        "scan",
        "size",
        "by",
        "created_at",
        "expires_at",
    )
    list_filter = ("state", "mode", "reason", "scan")
    search_fields = ("file_name", "id")
    list_select_related = ("document", "by")
