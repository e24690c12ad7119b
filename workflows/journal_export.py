"""The journal of one case as a file that anybody can check again without us (``ops/verify_journal.py``)."""

from __future__ import annotations

import json
from typing import Any

from workflows.canonical import normal
from workflows.journal_hash import header
from workflows.models import Case, JournalEntry, JournalPayload

FORMAT = "journal-export-1"


def export_case(case: Case) -> dict[str, Any]:
    """The whole chain of a case, in plain JSON types, with every payload that was not erased."""
    entries = JournalEntry.objects.filter(case=case).order_by("seq").select_related("body")
    return {
        "format": FORMAT,
        "case_id": case.pk,
        "reference": case.reference,
        "state": case.state,
        "outcome": case.outcome,
        "entries": [_entry(entry) for entry in entries.iterator(chunk_size=500)],
    }


def export_text(case: Case) -> str:
    """The export as it is written to a file."""
    return json.dumps(export_case(case), ensure_ascii=False, indent=1) + "\n"


def _entry(entry: JournalEntry) -> dict[str, Any]:
    body: JournalPayload | None = getattr(entry, "body", None)
    salt = body.salt if body else None
    return {
        **normal(header(entry)),
        "hash": entry.hash,
        "salt": None if salt is None else bytes(salt).hex(),
        "payload": body.payload if body else None,
    }
