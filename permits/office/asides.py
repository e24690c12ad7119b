"""What stands beside the form of an act, so that nobody acts without seeing what it touches."""

from __future__ import annotations

from typing import Any

from permits.forms.scene import Scene
from permits.models import PieceFile
from permits.office import casefile
from permits.office.words import object_of, piece_name

WITH_OPINIONS = frozenset(
    {
        "draft_decision", "begin_signature", "record_minutes", "send_to_signature", "return_decision",
        "request_amendments", "correct_opinion", "give_opinion", "pass_over", "defer",
    }
)  # fmt: skip
WITH_DECISION = frozenset(
    {"begin_signature", "send_to_signature", "return_decision", "sign_by_hand", "notify"}
)
WITH_MONEY = frozenset({"record_payment", "record_exemption", "reverse_payment", "deliver"})
WITH_PIECES = frozenset({"admit", "declare_inadmissible", "give_opinion", "supply_pieces"})


def aside(action: str, scene: Scene) -> dict[str, Any]:
    """The parts of the case that the act touches."""
    case = scene.case
    shown: dict[str, Any] = {"object": object_of(getattr(case, "application", None))}
    if action in WITH_OPINIONS:
        shown["seats"] = [seat for seat in casefile.seats_of(case) if seat.row.round == case.round]
    if action in WITH_DECISION:
        shown["decision"] = casefile.decision_of(case)
    if action in WITH_MONEY:
        shown["money"] = casefile.money_of(case)
    if action in WITH_PIECES:
        shown["pieces"] = casefile.pieces_of(case)
    if action == "judge_piece":
        shown["files"] = _files(scene)
    return shown


def _files(scene: Scene) -> list[tuple[str, PieceFile]]:
    """Every file that counts, in the order of the pack."""
    order = {spec.name: rank for rank, spec in enumerate(scene.rules.pieces)} if scene.rules else {}
    rows = scene.case.application.pieces.filter(current=True).select_related("version")
    files = sorted(rows, key=lambda file: (order.get(file.piece, len(order)), file.pk))
    return [(piece_name(scene.case, file.piece), file) for file in files]
