"""What the browser is given, and the addresses of later parts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from documents import presign
from documents.errors import UploadClosed
from documents.models import Mode, Upload, UploadState

MB = 1024 * 1024
# Up to here one form does it; above, parts can be sent again one by one.
POST_LIMIT = 100 * MB
PART_BYTES = 16 * MB
PARTS_AT_MOST = 1000
PARTS_AT_ONCE = 20
# One address lives an hour: a part of 16 MB needs 40 kbit/s.
URL_SECONDS = 3600
OPEN_FOR = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ticket:
    """Everything a browser needs to send one file.

    ``post``: a multipart/form-data POST to ``url`` with ``fields`` first and the file last, as ``file``.
    ``multipart``: PUT each slice of ``part_bytes`` to its address in ``part_urls`` (numbers from 1 to
    ``part_count``); :func:`sign_parts` gives the addresses that are not there. Then ``complete``.
    """

    upload_id: UUID
    mode: Mode
    url: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    part_bytes: int = 0
    part_count: int = 0
    part_urls: Mapping[int, str] = field(default_factory=dict)
    expires_at: datetime

    def as_json(self) -> dict[str, Any]:
        """Plain values, for a JSON answer."""
        return asdict(self) | {
            "upload_id": str(self.upload_id),
            "mode": self.mode.value,
            "expires_at": self.expires_at.isoformat(),
        }


def part_bytes(size: int) -> int:
    """Size of a part: 16 MB, or more when the file would have more than 1000 of them."""
    return max(PART_BYTES, math.ceil(size / PARTS_AT_MOST / MB) * MB)


def ticket_of(upload: Upload) -> Ticket:
    """The ticket of an open upload; asked again, it is signed afresh."""
    expires_at = min(timezone.now() + timedelta(seconds=URL_SECONDS), upload.expires_at)
    if upload.mode == Mode.POST:
        url, fields = presign.post_form(upload.key, size=upload.size, expires_at=expires_at)
        return Ticket(upload_id=upload.pk, mode=Mode.POST, url=url, fields=fields, expires_at=expires_at)
    count = math.ceil(upload.size / part_bytes(upload.size))
    return Ticket(
        upload_id=upload.pk,
        mode=Mode.MULTIPART,
        part_bytes=part_bytes(upload.size),
        part_count=count,
        part_urls=_urls(upload, range(1, min(count, PARTS_AT_ONCE) + 1)),
        expires_at=expires_at,
    )


def sign_parts(*, upload_id: UUID | str, by: User, first: int, count: int = PARTS_AT_ONCE) -> dict[int, str]:
    """Addresses of ``count`` parts from number ``first`` on, for as long as the upload is open.

    :raises UploadClosed: it is not open, or not this user's.
    """
    upload = upload_of(upload_id, by)
    if upload.state != UploadState.OPEN or upload.mode != Mode.MULTIPART:
        raise UploadClosed("upload_closed")
    last = math.ceil(upload.size / part_bytes(upload.size))
    first = max(1, first)
    return _urls(upload, range(first, min(last, first + min(count, PARTS_AT_MOST) - 1) + 1))


def upload_of(upload_id: UUID | str, by: User) -> Upload:
    """The upload of this user. :raises UploadClosed: no such upload, or somebody else's."""
    try:
        key = UUID(str(upload_id))
    except ValueError as error:
        raise UploadClosed("upload_unknown") from error
    found = Upload.objects.select_related("version", "document").filter(pk=key, by=by).first()
    if found is None:
        raise UploadClosed("upload_unknown")
    return found


def _urls(upload: Upload, numbers: range) -> dict[int, str]:
    return presign.part_urls(upload.key, upload.multipart_id, numbers, seconds=URL_SECONDS)
