"""Storage keys. None is ever used twice, and none tells what it holds."""

from __future__ import annotations

from uuid import UUID, uuid4

from documents.models import Document

INCOMING = "incoming/"


def incoming(upload_id: UUID) -> str:
    """Where a form may write. A browser can write here again while its policy lives: nothing is read from
    here but to be copied."""
    return f"{INCOMING}{upload_id.hex}"


def fresh(document: Document) -> str:
    """A key that nobody outside has ever known."""
    return f"documents/{document.pk.hex}/{uuid4().hex}"
