"""Signing sessions in the admin: to look at, never to change."""

from __future__ import annotations

from django.contrib import admin

from accounts.lookonly import LookOnly
from signatures.models import SigningAttempt, SigningSession


class AttemptInline(LookOnly, admin.TabularInline[SigningAttempt, SigningSession]):
    model = SigningAttempt
    extra = 0


@admin.register(SigningSession)
class SigningSessionAdmin(LookOnly, admin.ModelAdmin[SigningSession]):
    list_display = ("subject", "field", "stage", "level", "prepared_at", "published_at")
    list_filter = ("stage", "level")
    search_fields = ("subject", "source_sha256", "signed_sha256")
    inlines = (AttemptInline,)
