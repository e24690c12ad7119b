"""What a received file really is: size, digest, type, soundness, scan. Memory stays flat."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from documents import formats, pdfs, scan, storage
from documents.errors import Refused, StorageUnavailable
from documents.models import ScanState, Unscannable, Upload

TAIL_BYTES = 4096
# How a whole file ends, where the format says so.
ENDINGS = {"pdf": b"%%EOF", "ifc": b"END-ISO-10303-21;"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """What was found in the object under ``key``."""

    key: str
    size: int
    sha256: str
    detected: formats.Detected
    verdict: scan.Verdict
    facts: dict[str, Any] = field(default_factory=dict)


def inspect(upload: Upload, key: str) -> Findings:
    """Read the object once into a nameless file on disk, then look at that.

    :raises Refused: not what the upload allows.
    :raises ScannerUnavailable: a scanner is configured and silent.
    :raises StorageUnavailable: storage is silent, or our own disk is full.
    """
    try:
        return _inspect(upload, key)
    except OSError as error:
        raise StorageUnavailable("storage_unavailable") from error


def _inspect(upload: Upload, key: str) -> Findings:
    with _spool() as copy:
        size, sha256 = storage.copy_to(key, copy)
        if size != upload.size:
            raise Refused("size_differs", received=size, declared=upload.size)
        detected = formats.detect(copy.read(formats.HEAD_BYTES))
        _check_format(upload, detected)
        facts = _facts(upload, detected, copy, size)
        verdict = _scan(upload, copy)
    return Findings(key=key, size=size, sha256=sha256, detected=detected, verdict=verdict, facts=facts)


@contextmanager
def _spool() -> Iterator[IO[bytes]]:
    """A file without a name, on disk and not in a memory folder: it is gone even after kill -9."""
    folder = Path(settings.VAR_DIR) / "spool"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as spool:
        yield spool


def _check_format(upload: Upload, detected: formats.Detected) -> None:
    accepted = formats.labels(upload.formats)
    if not detected.code and detected.content_type in {"application/octet-stream", "text/plain"}:
        raise Refused("content_unknown", formats=accepted)
    if detected.code not in upload.formats:
        raise Refused("format_not_accepted", found=detected.label, formats=accepted)


def _facts(upload: Upload, detected: formats.Detected, copy: IO[bytes], size: int) -> dict[str, Any]:
    facts: dict[str, Any] = pdfs.inspect(copy) if detected.code == "pdf" else {}
    warnings = set(facts.get("warnings", ())) | set(detected.warnings)
    if formats.extension_of(upload.file_name) != detected.code:
        warnings.add("extension_differs")
    copy.seek(max(0, size - TAIL_BYTES))
    if (ending := ENDINGS.get(detected.code)) and ending not in copy.read():
        warnings.add("cut_short")
    return facts | {"format_version": detected.version, "warnings": sorted(warnings)}


def _scan(upload: Upload, copy: IO[bytes]) -> scan.Verdict:
    copy.seek(0)
    verdict = scan.scanner().scan(copy)
    if verdict.state == ScanState.INFECTED:
        raise Refused("infected", virus=verdict.detail)
    if verdict.state == ScanState.NOT_SCANNABLE and upload.unscannable == Unscannable.REFUSE:
        raise Refused("not_scannable")
    return verdict
