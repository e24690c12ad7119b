"""Uploads in parts: opened and closed by the server, filled by the browser.

The client library keeps these four S3 calls to itself (a leading underscore); its version is pinned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from minio.datatypes import Part

from documents import storage
from documents.errors import ObjectMissing


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredPart:
    """A part that storage holds."""

    number: int
    etag: str
    size: int


def create(key: str) -> str:
    """Open an upload in parts; answer its identifier."""
    storage.ensure_bucket()
    with storage.speaking(key):
        return str(
            storage.client()._create_multipart_upload(
                settings.S3_BUCKET, key, {"Content-Type": "application/octet-stream"}
            )
        )


def parts(key: str, multipart_id: str) -> list[StoredPart]:
    """What has arrived, in order. :raises ObjectMissing: the upload is finished or was abandoned."""
    found: list[StoredPart] = []
    marker: str | None = None
    while True:
        with storage.speaking(key):
            page = storage.client()._list_parts(
                settings.S3_BUCKET, key, multipart_id, part_number_marker=marker
            )
        found += [
            StoredPart(number=part.part_number, etag=part.etag.strip('"'), size=part.size or 0)
            for part in page.parts
        ]
        if not page.is_truncated:
            return found
        marker = str(page.next_part_number_marker)


def complete(key: str, multipart_id: str, arrived: Sequence[StoredPart]) -> None:
    """Join the parts into the object."""
    with storage.speaking(key):
        storage.client()._complete_multipart_upload(
            settings.S3_BUCKET, key, multipart_id, [Part(part.number, part.etag) for part in arrived]
        )


def abort(key: str, multipart_id: str) -> None:
    """Forget the parts. An upload that is already gone is no error."""
    try:
        with storage.speaking(key):
            storage.client()._abort_multipart_upload(settings.S3_BUCKET, key, multipart_id)
    except ObjectMissing:
        return
