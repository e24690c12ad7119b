"""Giving up an upload."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from accounts.models import User
from documents.errors import UploadClosed
from documents.models import Upload, UploadState
from documents.uploads.ending import end
from documents.uploads.ticket import upload_of


def abort(*, upload_id: UUID | str, by: User) -> None:
    """Give up an upload; done twice it is still given up.

    :raises UploadClosed: it has already become a version or been refused, or is somebody else's.
    """
    known = upload_of(upload_id, by)
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=known.pk)
        if upload.state == UploadState.OPEN:
            end(upload, UploadState.ABORTED)
        elif upload.state != UploadState.ABORTED:
            raise UploadClosed("upload_closed")
