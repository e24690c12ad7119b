"""Between object storage and the signer: versions as open files, never whole in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO

from django.utils.translation import gettext as _

from documents import storage, uploads
from documents.models import DocumentVersion
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


def keep(source: DocumentVersion, signed: IO[bytes]) -> DocumentVersion:
    """Store the signed file as a new version of the same document, named after it."""
    signed.seek(0)
    return uploads.store(
        document=source.document,
        data=signed,
        file_name=source.file_name,
        content_type=source.content_type,
    )
