"""The engine in the admin: shown to whoever has a way into the case, moved only through the one door."""

from workflows.admin import calendar, cases, records, seats, sittings, ways

__all__ = ["calendar", "cases", "records", "seats", "sittings", "ways"]
