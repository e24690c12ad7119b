"""A file sent with the form of an act: it takes the same road as any upload, checks and scan included."""

from __future__ import annotations

from typing import Any

from documents import storage
from documents.models import Document, DocumentVersion, Unscannable
from documents.uploads import FileRule, begin, complete, keys
from permits.forms.scene import Scene

MB = 1024 * 1024
MOST_MB = 50  # a form carries scans; sheets and models go straight to the storage by the applicant's page


def brought(scene: Scene, payload: dict[str, Any], file: Any) -> DocumentVersion:
    """The version made of the file, an ``UploadedFile``. Raises ``DocumentError``, in words for people."""
    rule, title, kind = _what(scene, str(payload.get("piece", "")))
    document = Document.objects.create(title=title[:300], kind=kind, created_by=scene.user)
    ticket = begin(
        document=document,
        by=scene.user,
        file_name=file.name or "",
        size=file.size or 0,
        declared_type=file.content_type or "",
        rule=rule,
    )
    storage.put(keys.incoming(ticket.upload_id), file.file, content_type="application/octet-stream")
    return complete(upload_id=ticket.upload_id, by=scene.user)


def _what(scene: Scene, piece: str) -> tuple[FileRule, str, str]:
    """What is accepted, and what the document is: a piece of the pack, else the scan of an act."""
    spec = scene.rules.piece(piece) if scene.rules else None
    if spec is None:
        return FileRule(formats=("pdf",), max_bytes=MOST_MB * MB), "Acte signé", "signed-act"
    most = min(spec.max_mb, MOST_MB) * MB
    rule = FileRule(formats=spec.formats, max_bytes=most, unscannable=Unscannable(spec.unscannable))
    return rule, spec.text.fr, piece.replace("_", "-")
