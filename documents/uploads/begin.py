"""First verb: a ticket."""

from __future__ import annotations

import uuid

from django.utils import timezone

from accounts.models import User
from documents import formats, multipart, storage
from documents.errors import Refused
from documents.models import Document, Mode, Upload
from documents.uploads import keys, ticket
from documents.uploads.rule import FileRule, clean_name

MB = 1024 * 1024


def begin(
    *, document: Document, by: User, file_name: str, size: int, declared_type: str, rule: FileRule
) -> ticket.Ticket:
    """Allow one browser to send one file of ``size`` bytes. Whether ``by`` may is the caller's matter.

    Refuses at once what the name and size already tell; everything is checked again on the content.

    :raises Refused: empty, too large, without a name, or named like a format that is not accepted.
    :raises StorageUnavailable: storage does not answer.
    """
    name = clean_name(file_name)
    _check(name, size, rule)
    mode = Mode.POST if size <= ticket.POST_LIMIT else Mode.MULTIPART
    upload_id = uuid.uuid4()
    key = keys.incoming(upload_id) if mode == Mode.POST else keys.fresh(document)
    storage.ensure_bucket()
    upload = Upload.objects.create(
        pk=upload_id,
        document=document,
        by=by,
        mode=mode,
        key=key,
        multipart_id=multipart.create(key) if mode == Mode.MULTIPART else "",
        file_name=name,
        size=size,
        declared_type=declared_type[:100],
        formats=list(rule.formats),
        max_bytes=rule.max_bytes,
        unscannable=rule.unscannable,
        expires_at=timezone.now() + ticket.OPEN_FOR,
    )
    return ticket.ticket_of(upload)


def _check(name: str, size: int, rule: FileRule) -> None:
    if not name:
        raise Refused("no_name")
    if size < 1:
        raise Refused("empty")
    if size > rule.max_bytes:
        raise Refused("too_large", max_mb=max(1, rule.max_bytes // MB))
    announced = formats.extension_of(name)
    extension = name.rpartition(".")[2] if "." in name else ""
    if announced not in rule.formats and extension:
        found = formats.FORMATS[announced].label if announced else extension.upper()[:20]
        raise Refused("format_not_accepted", found=found, formats=formats.labels(rule.formats))
