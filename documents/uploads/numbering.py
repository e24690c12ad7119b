"""The next version of a document."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from documents.models import Document, DocumentVersion


@transaction.atomic
def add_version(*, document: Document, **fields: Any) -> DocumentVersion:
    """Make the next version; the document's row is locked so that numbers follow each other."""
    held = Document.objects.select_for_update().get(pk=document.pk)
    last = held.versions.aggregate(last=Max("number"))["last"] or 0
    return DocumentVersion.objects.create(document=held, number=last + 1, **fields)
