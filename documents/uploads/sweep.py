"""Clearing what browsers left behind. Safe late, safe twice, safe beside itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from documents import storage
from documents.models import Upload, UploadState
from documents.uploads import keys
from documents.uploads.ending import discard, end

BATCH = 200
# Longer than any policy lives: after it, nobody can write there again.
INCOMING_KEPT = timedelta(hours=25)


def sweep_expired(now: datetime | None = None) -> int:
    """Abort the uploads past their time and empty the landing place; answer how many uploads ended.

    Only ``incoming/`` is emptied: whatever lies under a document's own prefix is left alone, since
    a database restored from an older copy may not know it yet.
    """
    now = now or timezone.now()
    ended = 0
    while batch := _abort_batch(now):
        ended += batch
    _empty_incoming(now)
    return ended


@transaction.atomic
def _abort_batch(now: datetime) -> int:
    late = list(
        Upload.objects.select_for_update(skip_locked=True)
        .filter(state=UploadState.OPEN, expires_at__lt=now)
        .order_by("expires_at")[:BATCH]
    )
    for upload in late:
        end(upload, UploadState.ABORTED)
    return len(late)


def _empty_incoming(now: datetime) -> None:
    """A form can be sent again after its upload has ended, as long as its policy lives."""
    old = [found.key for found in storage.listing(keys.INCOMING) if _older(found, now)]
    waiting = set(Upload.objects.filter(key__in=old, state=UploadState.OPEN).values_list("key", flat=True))
    for key in old:
        if key not in waiting:
            discard(key)


def _older(found: storage.Stored, now: datetime) -> bool:
    return found.modified is not None and found.modified < now - INCOMING_KEPT
