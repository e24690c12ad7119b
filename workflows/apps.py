"""The engine: cases, seats, clocks, journal, outbox."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    """Registers the acts of the engine at start."""

    name = "workflows"
    verbose_name = "Workflows"

    def ready(self) -> None:
        for module in ("actions", "upkeep"):
            import_module(f"workflows.{module}")
