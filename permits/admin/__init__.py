"""The domain in the admin: shown to whoever has a way into the case, changed only through the engine."""

from permits.admin import applications, decisions, files, money, papers

__all__ = ["applications", "decisions", "files", "money", "papers"]
