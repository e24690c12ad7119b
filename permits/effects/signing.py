"""The decision is signed by the provider, outside any lock, and brought back through the one door."""

from __future__ import annotations

from django.db import transaction

from accounts.models import Delegation
from permits.decisions import subject_of
from permits.models import Decision, DecisionState
from permits.registering import enter
from permits.writing import paper_of, required, signatory_for
from signatures.models import SigningSession
from signatures.sessions import discard, prepare, sign
from workflows import engine, outbox
from workflows.effects import effect
from workflows.reasons import Refused


@effect("apply_signature")
def apply_signature(decision_id: int, link: int, delegation_id: int = 0) -> None:
    """Sign the paper for the link of the chain whose turn it is; a second run finds it done."""
    decision = Decision.objects.select_related("unsigned", "case__procedure", "case__authority").get(
        pk=decision_id
    )
    if decision.state != DecisionState.SENT or decision.chain_done != link or decision.unsigned is None:
        return
    case, paper = decision.case, paper_of(decision)
    chain = required(case, paper, decision.drafted_on)
    delegation = Delegation.objects.filter(pk=delegation_id).first()
    session = prepare(
        subject=subject_of(decision),
        source=decision.unsigned,
        signatory=signatory_for(case, link, delegation, paper=paper, on=decision.drafted_on),
        required=chain,
    )
    signed = sign(session.pk)
    last = link + 1 >= len(chain)
    _bring_back(decision, signed, "sign" if last else "countersign")


def _bring_back(decision: Decision, session: SigningSession, action: str) -> None:
    """Through the door: if the law has decided meanwhile, the signature stays unused, with the reason."""
    try:
        engine.perform(decision.case_id, action, None, key=f"{action}:{session.pk}", session=str(session.pk))
    except Refused as error:
        discard(session.pk, str(error)[:200])
        Decision.objects.filter(pk=decision.pk, begun=True).update(begun=False)


@effect("publish_decision")
def publish_decision(decision_id: int, session_id: str) -> None:
    """Enter the signed decision in the register and have the plans stamped."""
    decision = Decision.objects.select_related("number", "case__commune").get(pk=decision_id)
    session = SigningSession.objects.select_related("signed").get(pk=session_id)
    if session.signed is None or decision.signed_on is None or decision.code is None:
        return
    case = decision.case
    key = f"decision:{decision.pk}"
    enter(
        case,
        paper_of(decision),
        key,
        decision.code,
        session.signed,
        decision.signed_on,
        signed=True,
        decision=decision,
    )
    if decision.kind == Decision.Kind.GRANT:
        with transaction.atomic():
            outbox.enqueue(
                "stamp_plans", key=f"stamp_plans:{decision.pk}", case_id=case.pk, decision_id=decision.pk
            )
