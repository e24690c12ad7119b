"""Papers that left the platform and the register of their hashes."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from permits.models import Paper, RegisteredFile
from workflows.admin.seen import CaseRowsAdmin


@admin.register(Paper)
class PaperAdmin(CaseRowsAdmin):
    list_display = ("case", "name", "number", "code", "signed", "status", "issued_on", "links")
    list_filter = ("name", "status", "signed")
    search_fields = ("case__reference", "number", "code")
    list_select_related = ("case",)
    readonly_fields = ("links",)

    @admin.display(description=_("download, verify"))
    def links(self, paper: Paper) -> str:
        """Where the paper is downloaded and where anybody verifies it."""
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            reverse("permits:paper", args=[paper.version_id]),
            _("download"),
            reverse("permits:verify", args=[paper.code]),
            _("verify"),
        )


@admin.register(RegisteredFile)
class RegisteredFileAdmin(CaseRowsAdmin):
    list_display = ("label", "case", "sha256", "registered_at")
    search_fields = ("sha256", "case__reference", "label")
    list_select_related = ("case",)
