"""Sending a file for a piece: the domain says who may and what is accepted, documents does the rest."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from documents import uploads
from documents.models import Document, Unscannable
from documents.uploads import FileRule, Ticket
from permits.models import PieceFile
from workflows import engine, legaltime, ruling
from workflows.models import Case
from workflows.procedures.grammar import PieceSpec
from workflows.reasons import NotVisible, Reason, Refused

MB = 1024 * 1024


def begin_piece(
    case: Case, piece: str, *, by: User, file_name: str, size: int, declared_type: str = ""
) -> Ticket:
    """A ticket to send one file for a piece. Strangers see no case; a bad file is refused at once."""
    today = legaltime.today()
    if not Case.objects.visible_to(by, today).filter(pk=case.pk).exists():
        raise NotVisible
    spec = _spec(case, piece)
    rule = FileRule(
        formats=spec.formats, max_bytes=spec.max_mb * MB, unscannable=Unscannable(spec.unscannable)
    )
    document = Document.objects.create(title=spec.text.fr[:300], kind=piece.replace("_", "-"), created_by=by)
    return uploads.begin(
        document=document, by=by, file_name=file_name, size=size, declared_type=declared_type, rule=rule
    )


def complete_piece(
    case: Case,
    piece: str,
    *,
    by: User,
    upload_id: UUID,
    parts: Sequence[tuple[int, str]] | None = None,
    replaces: int | None = None,
) -> PieceFile:
    """The file has come: check it and hand it in. Asked twice, it is handed in once."""
    version = uploads.complete(upload_id=upload_id, by=by, parts=parts)
    key = f"hand-in:{upload_id}"
    engine.perform(case, "hand_in", by, key=key, piece=piece, version=str(version.pk), replaces=replaces)
    return PieceFile.objects.get(version=version)


def _spec(case: Case, piece: str) -> PieceSpec:
    rules = case.rules or ruling.candidate(case, legaltime.today())[0]
    spec = rules.piece(piece) if rules else None
    if spec is None:
        raise Refused(
            [Reason("piece", _("“%(piece)s” is not a piece of this procedure.") % {"piece": piece})]
        )
    return spec
