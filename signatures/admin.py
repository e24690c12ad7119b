"""Signing sessions in the admin: to look at, never to change."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from signatures.models import SigningAttempt, SigningSession


class ReadOnly:
    """Nothing is added, changed or deleted by hand: the stages are moved by the services alone."""

    def has_add_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False


class AttemptInline(ReadOnly, admin.TabularInline[SigningAttempt, SigningSession]):
    model = SigningAttempt
    extra = 0


@admin.register(SigningSession)
class SigningSessionAdmin(ReadOnly, admin.ModelAdmin[SigningSession]):
    list_display = ("subject", "field", "stage", "level", "prepared_at", "published_at")
    list_filter = ("stage", "level")
    search_fields = ("subject", "source_sha256", "signed_sha256")
    inlines = (AttemptInline,)
