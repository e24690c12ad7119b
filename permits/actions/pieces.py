"""Handing pieces in and judging them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from documents.models import DocumentVersion
from permits.models import PieceFile, PieceStatus
from workflows.actions.roles import DESK, PARTY
from workflows.facts import Facts
from workflows.lifecycle import OPEN, Outcome, State
from workflows.move import Move
from workflows.procedures.grammar import PieceSpec
from workflows.reasons import Reason, Refused
from workflows.registry import Action, Payload, register

MAIN_MAY_CHANGE = (State.DRAFT, State.INCOMPLETE, State.AMENDING)


class HandIn(Payload):
    """A file for a piece; ``replaces`` names the file whose place it takes."""

    piece: str
    version: str
    replaces: int | None = None


class Judge(Payload):
    """What the desk found of a piece."""

    file: int
    status: PieceStatus
    reason: str = Field(default="", max_length=500)


def may_come_now(facts: Facts, values: Any) -> Iterator[Reason]:
    """Main pieces change only when asked for; others may be joined until delivery (art. 33)."""
    if values is None or facts.procedure is None:
        return
    spec = facts.procedure.piece(values.piece)
    if spec is None:
        yield Reason("piece", _("“%(piece)s” is not a piece of this procedure.") % {"piece": values.piece})
    elif spec.category == "main" and spec.due == "deposit" and facts.state not in MAIN_MAY_CHANGE:
        yield Reason(
            "not_now", _("A main piece can be handed in only before deposit or when it is asked for.")
        )
    elif facts.state == State.CLOSED and facts.outcome not in (Outcome.GRANTED, Outcome.DEEMED_GRANTED):
        yield Reason("closed", _("The case is closed."))


def rejection_says_why(facts: Facts, values: Any) -> Iterator[Reason]:
    """A rejected piece has its reason."""
    if values is not None and values.status == PieceStatus.REJECTED and len(values.reason) < 3:
        yield Reason("reason", _("Say why the piece is rejected."))


def hand_in(move: Move) -> None:
    """The file counts for its piece; what it replaces stays on record."""
    version = _version(move)
    spec = move.facts.procedure.piece(move.payload.piece) if move.facts.procedure else None
    if spec is not None:
        _check_format(spec, version)
    application = move.case.application
    earlier = application.pieces.filter(piece=move.payload.piece, current=True)
    if move.payload.replaces is not None:
        earlier = earlier.filter(pk=move.payload.replaces)
    elif spec is not None and spec.many:
        earlier = earlier.filter(status=PieceStatus.REJECTED)
    earlier.update(current=False)
    file = PieceFile.objects.create(
        application=application,
        piece=move.payload.piece,
        version=version,
        round=move.case.round + 1 if move.case.state == State.AMENDING else move.case.round,
        handed_in_by=move.actor,
        handed_in_on=move.on,
    )
    move.record = {"piece": file.piece, "file": file.pk, "sha256": version.sha256, "name": version.file_name}
    move.result["file"] = file.pk


def _version(move: Move) -> DocumentVersion:
    """A finished upload that no piece uses yet, made by whoever hands it in."""
    free = DocumentVersion.objects.filter(piece__isnull=True, pk=move.payload.version)
    found = free.filter(made_by=move.actor).first()
    if found is None:
        raise Refused(
            [Reason("upload", _("This upload is not finished, or is used already: send the file again."))]
        )
    return found


def _check_format(spec: PieceSpec, version: DocumentVersion) -> None:
    if version.format not in spec.formats:
        text = _("“%(file)s” is not in an accepted format (%(formats)s).")
        values = {"file": version.file_name, "formats": ", ".join(spec.formats)}
        raise Refused([Reason("format", text % values)])
    if version.size > spec.max_mb * 1024 * 1024:
        text = _("“%(file)s” is larger than %(max)s MB.")
        raise Refused([Reason("size", text % {"file": version.file_name, "max": spec.max_mb})])


def judge_piece(move: Move) -> None:
    """Accept a piece, or reject it with its reason."""
    file = move.case.application.pieces.filter(pk=move.payload.file, current=True).first()
    if file is None:
        raise Refused([Reason("file", _("There is no such piece on this file."))])
    file.status, file.reason = move.payload.status, move.payload.reason
    file.save(update_fields=["status", "reason"])
    move.record = {"file": file.pk, "piece": file.piece, "status": file.status, "reason": file.reason}


register(
    Action(
        name="hand_in",
        label=gettext_lazy("Hand a piece in"),
        roles=PARTY | DESK,
        states=frozenset({State.DRAFT, *OPEN, State.CLOSED}),
        guards=(may_come_now,),
        payload=HandIn,
        apply=hand_in,
    )
)
register(
    Action(
        name="judge_piece",
        label=gettext_lazy("Accept or reject a piece"),
        roles=DESK,
        states=frozenset({State.FILED, State.IN_REVIEW, State.DECIDING}),
        guards=(rejection_says_why,),
        payload=Judge,
        apply=judge_piece,
    )
)
