"""Second verb: the file has arrived; look into it, then make a version or refuse it.

The work is done outside any lock and settled under one: of two clicks both may look, one makes the version,
and both answer it. What is looked at can no longer be written by the browser: a form's object is first copied
to a key that nobody outside knows, an upload in parts is closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from documents import multipart, storage
from documents.errors import (
    DocumentError,
    ObjectMissing,
    Refused,
    ScannerUnavailable,
    Unavailable,
    UploadClosed,
)
from documents.models import DocumentVersion, Mode, ScanState, Upload, UploadState
from documents.uploads import keys
from documents.uploads.ending import discard, end
from documents.uploads.inspect import Findings, inspect
from documents.uploads.numbering import add_version
from documents.uploads.ticket import upload_of

# A file that waits for the scanner is not swept for so long.
WAIT_FOR_SCANNER = timedelta(hours=48)


def complete(
    *, upload_id: UUID | str, by: User, parts: Sequence[tuple[int, str]] | None = None
) -> DocumentVersion:
    """The version made from an upload; the same one however often it is asked.

    ``parts``: number and ETag of each part as the browser saw them; storage's own list decides.

    :raises Refused: the content cannot be accepted; recorded, the object removed, earlier versions untouched.
        Code ``not_received`` or ``parts_differ`` leaves the upload open: send the rest and complete again.
    :raises ScannerUnavailable: the upload stays open and keeps its bytes: call again later.
    :raises StorageUnavailable: the same.
    :raises UploadClosed: aborted, unknown, or somebody else's.
    """
    upload = upload_of(upload_id, by)
    if upload.state != UploadState.OPEN:
        return _answer(upload)
    key = ""
    try:
        key = _gather(upload, parts)
        findings = inspect(upload, key)
    except Unavailable as error:
        _keep(upload, key, scanner_is_silent=isinstance(error, ScannerUnavailable))
        raise
    except (Refused, ObjectMissing) as error:
        return _refuse(upload, error, key)
    return _finish(upload, findings)


def _answer(upload: Upload) -> DocumentVersion:
    """What an ended upload ended with."""
    if upload.version is not None:
        return upload.version
    if upload.state == UploadState.REFUSED:
        raise Refused(upload.reason, **upload.reason_detail)
    raise UploadClosed("upload_closed")


def _gather(upload: Upload, parts: Sequence[tuple[int, str]] | None) -> str:
    """Key of the whole object, out of the browser's reach. :raises ObjectMissing: it has not arrived."""
    if upload.mode == Mode.POST:
        key = keys.fresh(upload.document)
        storage.copy(upload.key, key)
        return key
    try:
        arrived = multipart.parts(upload.key, upload.multipart_id)
    except ObjectMissing:
        storage.stat(upload.key)  # already joined by another click
        return upload.key
    if parts is not None and [(n, e.strip('"')) for n, e in parts] != [(p.number, p.etag) for p in arrived]:
        raise Refused("parts_differ")
    received = sum(part.size for part in arrived)
    if received < upload.size:
        raise ObjectMissing("object_missing")
    if received > upload.size:
        raise Refused("size_differs", received=received, declared=upload.size)
    _join(upload, arrived)
    return upload.key


def _join(upload: Upload, arrived: Sequence[multipart.StoredPart]) -> None:
    try:
        multipart.complete(upload.key, upload.multipart_id, arrived)
    except ObjectMissing:
        storage.stat(upload.key)  # another click was faster


def _keep(upload: Upload, key: str, *, scanner_is_silent: bool) -> None:
    """Keep the bytes where they arrived, until the service that failed answers again."""
    if key and key != upload.key:
        discard(key)
    if scanner_is_silent:
        Upload.objects.filter(pk=upload.pk, state=UploadState.OPEN).update(
            scan=ScanState.PENDING, expires_at=timezone.now() + WAIT_FOR_SCANNER
        )


def _refuse(upload: Upload, error: DocumentError, key: str) -> DocumentVersion:
    """Record the refusal and raise it, unless another click has ended the upload meanwhile."""
    if key and key != upload.key:
        discard(key)
    if isinstance(error, ObjectMissing) or error.code == "parts_differ":
        upload.refresh_from_db()
        if upload.state != UploadState.OPEN:
            return _answer(upload)
        raise Refused("not_received" if isinstance(error, ObjectMissing) else error.code) from error
    with transaction.atomic():
        held = _hold(upload)
        if held.state == UploadState.OPEN:
            end(held, UploadState.REFUSED, reason=error.code, reason_detail=error.detail)
    return _answer(held)


def _finish(upload: Upload, findings: Findings) -> DocumentVersion:
    with transaction.atomic():
        held = _hold(upload)
        if held.state != UploadState.OPEN:
            if findings.key != held.key:
                transaction.on_commit(partial(discard, findings.key))
            version = held.version
        else:
            version = add_version(
                document=held.document,
                key=findings.key,
                file_name=held.file_name,
                size=findings.size,
                sha256=findings.sha256,
                content_type=findings.detected.content_type,
                format=findings.detected.code,
                facts=findings.facts,
                scan=findings.verdict.state,
                scan_detail=findings.verdict.detail,
                made_by=held.by,
            )
            end(held, UploadState.COMPLETED, version=version)
    return version if version is not None else _answer(held)


def _hold(upload: Upload) -> Upload:
    """The row, locked. No join: what another click wrote while we waited is in this row only."""
    return Upload.objects.select_for_update().get(pk=upload.pk)
