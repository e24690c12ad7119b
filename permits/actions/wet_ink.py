"""When no certificate or time stamp can be had: the act signed by hand, its scan entered in the register."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from documents.models import DocumentVersion
from permits.decisions import living, sign_by_hand
from permits.registering import enter
from permits.writing import paper_of
from workflows.actions.decision import close_signed, not_begun, still_lawful
from workflows.actions.roles import DESK
from workflows.lifecycle import State
from workflows.move import Move
from workflows.reasons import Reason, Refused
from workflows.registry import Action, Payload, register


class SignedByHand(Payload):
    """The scan of the act, and where its original is kept."""

    version: str
    place_of_original: str = Field(min_length=3, max_length=300)


def record_hand_signature(move: Move) -> None:
    """The case closes on the date of the act; the register shows that the proof is on paper."""
    scan = DocumentVersion.objects.filter(
        pk=move.payload.version, made_by=move.actor, piece__isnull=True, paper__isnull=True, format="pdf"
    ).first()
    if scan is None:
        raise Refused([Reason("scan", _("Send the scan of the signed act first, as a PDF."))])
    decision = living(move)
    sign_by_hand(move, decision, scan)
    paper = enter(
        move.case,
        paper_of(decision),
        f"decision:{decision.pk}",
        str(decision.code),
        scan,
        move.on,
        signed=False,
        decision=decision,
        place_of_original=move.payload.place_of_original,
    )
    close_signed(move)
    move.record = {
        "sha256": scan.sha256,
        "place_of_original": paper.place_of_original,
        "number": paper.number,
    }
    if decision.kind == "grant":
        move.enqueue("stamp_plans", decision_id=decision.pk)


register(
    Action(
        name="sign_by_hand",
        label=gettext_lazy("Record an act signed by hand"),
        roles=DESK,
        states=frozenset({State.SIGNING}),
        guards=(still_lawful, not_begun),
        payload=SignedByHand,
        apply=record_hand_signature,
        dated=True,
    )
)
