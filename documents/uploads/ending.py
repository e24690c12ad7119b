"""The end of an upload: its row, and what it leaves in storage."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from documents import multipart, storage
from documents.errors import DocumentError
from documents.models import Mode, Upload, UploadState

log = logging.getLogger(__name__)


def end(upload: Upload, state: UploadState, **fields: Any) -> None:
    """End an upload that is held under a lock; once committed, remove what is not a version."""
    upload.state = state
    upload.ended_at = timezone.now()
    for name, value in fields.items():
        setattr(upload, name, value)
    upload.save(update_fields=["state", "ended_at", *fields])
    transaction.on_commit(partial(clear, upload))


def clear(upload: Upload) -> None:
    """Remove what an ended upload left in storage and that no version needs."""
    if upload.mode == Mode.POST:
        discard(upload.key)
    elif upload.state != UploadState.COMPLETED:
        discard(upload.key, upload.multipart_id)


def discard(key: str, multipart_id: str = "") -> None:
    """Remove an object that is no version. A store that does not answer keeps it: logged, not raised."""
    try:
        if multipart_id:
            multipart.abort(key, multipart_id)
        storage.remove(key)
    except DocumentError as error:
        log.warning("%s is left in storage: %s", key, error.code)
