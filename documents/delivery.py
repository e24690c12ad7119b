"""Giving a version to somebody whom the upper app has authorised."""

from __future__ import annotations

from documents import presign
from documents.errors import DocumentError
from documents.models import DocumentVersion, ScanState

SECONDS = 120


def download_url(version: DocumentVersion, *, seconds: int = SECONDS) -> str:
    """A short-lived address that gives the file as an attachment, under its own name, never shown in place.

    No call is made and no right is checked: that is the caller's part.

    :raises DocumentError: the version is locked since a scanner found malicious content in it.
    """
    if version.scan == ScanState.INFECTED:
        raise DocumentError("infected_version")
    return presign.get_url(
        version.key, file_name=version.file_name, content_type=version.content_type, seconds=seconds
    )
