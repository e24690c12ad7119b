"""Pieces received, plans approved, pieces asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from permits.models import Application, PieceFile
from permits.papers.contexts import MissingPiece, PieceLine
from permits.papers.words import Both
from permits.writing.texts import both
from workflows.procedures.grammar import Procedure


def received(application: Application, rules: Procedure) -> tuple[PieceLine, ...]:
    """Every file that counts, in the order of the pack. One query."""
    return tuple(_line(file, rules) for file in _current(application, rules))


def plans(application: Application, rules: Procedure) -> tuple[PieceLine, ...]:
    """The plans that a grant approves, as they were examined: they are stamped after the signature."""
    to_stamp = {piece.name for piece in rules.pieces if piece.stamped}
    files = [file for file in _current(application, rules) if file.piece in to_stamp]
    return tuple(_line(file, rules) for file in files)


def missing(requested: Iterable[Mapping[str, Any]], rules: Procedure) -> tuple[MissingPiece, ...]:
    """The pieces of the request, each with its reason and the text that asks for it."""
    return tuple(_missing(entry, rules) for entry in requested)


def piece_name(name: str, rules: Procedure) -> Both:
    """What the pack calls a piece; its code when the pack no longer knows it."""
    spec = rules.piece(name)
    return both(spec.text) if spec else Both(name, name)


def _missing(entry: Mapping[str, Any], rules: Procedure) -> MissingPiece:
    name = str(entry.get("piece", ""))
    spec = rules.piece(name)
    return MissingPiece(
        name=piece_name(name, rules),
        reason=str(entry.get("reason", "")),
        basis=spec.basis.law if spec else "",
    )


def _current(application: Application, rules: Procedure) -> list[PieceFile]:
    order = {piece.name: rank for rank, piece in enumerate(rules.pieces)}
    files = application.pieces.filter(current=True).select_related("version")
    return sorted(files, key=lambda file: (order.get(file.piece, len(order)), file.pk))


def _line(file: PieceFile, rules: Procedure) -> PieceLine:
    version = file.version
    return PieceLine(
        name=piece_name(file.piece, rules),
        file=version.file_name,
        sha256=version.sha256,
        received_on=file.handed_in_on,
        version=version.number,
    )
