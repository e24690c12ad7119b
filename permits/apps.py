"""The domain: applications, pieces, fees, decisions, permits."""

from __future__ import annotations

from django.apps import AppConfig


class PermitsConfig(AppConfig):
    name = "permits"
    verbose_name = "Permits"
