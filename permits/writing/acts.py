"""What was done on a case, as its journal keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflows.models import Case, JournalEntry


def last_act(case: Case, action: str) -> tuple[JournalEntry | None, Mapping[str, Any]]:
    """The last act of that name and what it said (nothing where that was erased). One query."""
    rows = JournalEntry.objects.filter(case=case, subject="case", action=action).select_related("body")
    entry = rows.order_by("-seq").first()
    body = getattr(entry, "body", None)
    said = body.payload if body is not None else None
    return entry, said if isinstance(said, dict) else {}
