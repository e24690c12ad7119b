"""The domain: applications, pieces, fees, decisions, permits."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PermitsConfig(AppConfig):
    """Adds the domain's acts, followers and effects to the engine at start."""

    name = "permits"
    verbose_name = "Permits"

    def ready(self) -> None:
        for module in ("actions", "receivers", "effects", "wiring"):
            import_module(f"permits.{module}")
