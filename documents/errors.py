"""What can go wrong with a file, as sentences for people and codes for programs."""

from __future__ import annotations

from typing import Any

from documents.reasons import sentence


class DocumentError(Exception):
    """Something about a file is not possible. ``str()`` is for people, ``code`` for programs."""

    def __init__(self, code: str, **detail: Any) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail

    def __str__(self) -> str:
        return sentence(self.code, self.detail)


class Refused(DocumentError):
    """The file cannot be accepted. Earlier versions of the document are untouched."""


class UploadClosed(DocumentError):
    """The upload has ended, or belongs to somebody else."""


class Unavailable(DocumentError):
    """A service does not answer for now: nothing is lost, the same call may be made again."""


class StorageUnavailable(Unavailable):
    """The object storage does not answer, or refuses our keys."""


class ScannerUnavailable(Unavailable):
    """A virus scanner is configured and does not answer: nothing passes unscanned."""


class ObjectMissing(DocumentError):
    """The object storage holds nothing under this key."""
