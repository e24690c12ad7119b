"""What the server itself makes: papers, stamped plans, signed files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from accounts.models import User
from documents import formats, storage
from documents.models import Document, DocumentVersion, ScanState
from documents.uploads import keys
from documents.uploads.numbering import add_version
from documents.uploads.rule import clean_name


def store(
    *,
    document: Document,
    data: bytes | IO[bytes] | None = None,
    path: Path | None = None,
    file_name: str,
    content_type: str,
    by: User | None = None,
    final: bool = False,
    facts: Mapping[str, Any] | None = None,
) -> DocumentVersion:
    """A new version from bytes, an open file, or the path of one. Files pass with flat memory.

    The object is written first: a transaction that rolls back leaves an object that nothing names, never
    a version without its bytes. Not for what comes from outside: it is not scanned.
    """
    if (data is None) == (path is None):
        raise ValueError("store takes either data or path")
    source: bytes | Path | IO[bytes] = data if data is not None else Path(str(path))
    key = keys.fresh(document)
    size, sha256 = storage.put(key, source, content_type=content_type)
    code = next((code for code, known in formats.FORMATS.items() if known.content_type == content_type), "")
    return add_version(
        document=document,
        key=key,
        file_name=clean_name(file_name) or "document",
        size=size,
        sha256=sha256,
        content_type=content_type,
        format=code,
        facts=dict(facts or {}),
        scan=ScanState.MADE_HERE,
        made_by=by,
        final=final,
    )
