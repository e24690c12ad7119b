"""Between object storage and the signer: versions as open files, never whole in memory."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from documents import storage
from documents.models import Document, DocumentVersion, ScanState

from signatures.errors import Refused


@contextmanager
def fetch(version: DocumentVersion) -> Iterator[IO[bytes]]:
    """The bytes of a version in a temporary file. Raises Refused when they are not those recorded."""
    with TemporaryFile() as file:
        _size, sha256 = storage.copy_to(version.key, file)
        if sha256 != version.sha256:
            raise Refused(
                _("The stored file %(name)s is not the one that was recorded: nothing is signed.")
                % {"name": version.file_name}
            )
        yield file


def store(
    document: Document, content: IO[bytes], *, file_name: str, content_type: str, format: str
) -> DocumentVersion:
    """Write the object first, then the row: an object without a row is waste, a row without one is a lie."""
    key = f"versions/{document.pk}/{uuid.uuid4()}"
    size, sha256 = storage.put(key, content, content_type=content_type)
    with transaction.atomic():
        # The number is given under the lock of the document, held for these two statements only.
        Document.objects.select_for_update().get(pk=document.pk)
        last = document.versions.aggregate(last=Max("number"))["last"] or 0
        return DocumentVersion.objects.create(
            document=document,
            number=last + 1,
            key=key,
            file_name=file_name,
            size=size,
            sha256=sha256,
            content_type=content_type,
            format=format,
            scan=ScanState.MADE_HERE,
        )


def keep(source: DocumentVersion, signed: IO[bytes]) -> DocumentVersion:
    """Store the signed file as a new version of the same document, named after it."""
    signed.seek(0)
    return store(
        source.document,
        signed,
        file_name=source.file_name,
        content_type=source.content_type,
        format=source.format,
    )
