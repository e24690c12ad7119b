"""Drafts, numbers and signatures of a decision. Called by the acts, under the lock of the case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from documents.models import DocumentVersion
from permits.codes import new_paper_code
from permits.models import Decision, DecisionState, PermitNumber
from signatures.models import SigningSession
from signatures.sessions import discard, publish
from workflows import numbers
from workflows.move import Move
from workflows.reasons import Reason, Refused


def living(move: Move) -> Decision:
    """The decision that is being prepared. Refused when there is none."""
    decision = (
        Decision.objects.select_related("number")
        .filter(case=move.case)
        .exclude(state=DecisionState.VOID)
        .first()
    )
    if decision is None:
        raise Refused([Reason("no_draft", _("Draft the decision first."))])
    return decision


def draft(move: Move) -> None:
    """A new draft takes the place of the one before; its number goes with it if it is of the same kind."""
    values = move.payload
    before = (
        Decision.objects.select_related("number").filter(case=move.case, state=DecisionState.DRAFT).first()
    )
    number = before.number if before else None
    if before is not None:
        before.number, before.state = None, DecisionState.VOID
        before.save()
        if number is not None and before.kind != values.kind:
            _void_number(number, "a decision of another kind took its place")
            number = None
    Decision.objects.create(
        case=move.case,
        kind=values.kind,
        conditions=list(values.conditions),
        grounds=[ground.model_dump() for ground in values.grounds],
        departure=values.departure,
        number=number,
        drafted_on=move.on,
    )


def send(move: Move) -> None:
    """Reserve the number (no gap: a void one stays in the register) and have the paper made."""
    decision = living(move)
    decision.number = decision.number or _reserve(move, decision)
    decision.code = decision.code or new_paper_code()
    decision.state, decision.unsigned, decision.chain_done = DecisionState.SENT, None, 0
    decision.save()
    move.record = {"number": decision.number.text, "kind": decision.kind}
    move.enqueue("render_decision", decision_id=decision.pk)


def take_back(move: Move, reason: str) -> None:
    """The draft is on the desk again; a signature that was made meanwhile never counts."""
    decision = living(move)
    _discard_sessions(decision, reason)
    decision.state, decision.unsigned, decision.chain_done, decision.begun = (
        DecisionState.DRAFT,
        None,
        0,
        False,
    )
    decision.save()


def keep_number(move: Move) -> None:
    """Hand the signature to the provider, with who signs and by which delegation."""
    decision = living(move)
    decision.begun = True
    decision.save()
    move.enqueue(
        "apply_signature",
        decision_id=decision.pk,
        link=decision.chain_done,
        delegation_id=move.standing.delegation_id or 0,
    )


def record_signature(move: Move) -> None:
    """Publish the session under the lock of the case: the second of two signatures finds it done."""
    decision = living(move)
    session = SigningSession.objects.select_related("signed").filter(pk=move.payload.session).first()
    if session is None or session.subject != subject_of(decision) or not publish(session.pk):
        raise Refused(
            [Reason("signature", _("This signature does not count: another one did, or it was discarded."))]
        )
    last = max(len(move.rules.signatures), 1) - 1
    if (move.action.name == "sign") != (decision.chain_done >= last):
        raise Refused(
            [Reason("last_link", _("The last signature of the chain, and only it, closes the case."))]
        )
    decision.chain_done += 1
    decision.begun = False
    if move.action.name == "sign":
        _signed(move, decision)
        move.enqueue("publish_decision", decision_id=decision.pk, session_id=str(session.pk))
    else:
        decision.unsigned = session.signed
    decision.save()


def sign_by_hand(move: Move, decision: Decision, scan: DocumentVersion) -> None:
    """The decision was signed on paper: a signature that a provider may still make never counts."""
    _discard_sessions(decision, "signed by hand")
    decision.unsigned = decision.unsigned or scan
    _signed(move, decision)
    decision.save()


def _signed(move: Move, decision: Decision) -> None:
    decision.state, decision.signed_on = DecisionState.SIGNED, move.on
    if decision.number is not None:
        PermitNumber.objects.filter(pk=decision.number.pk).update(status=PermitNumber.Status.USED)


def void(move: Move, reason: str) -> None:
    """Nothing will be signed: the number stays in the register as void, with the reason."""
    decision = (
        Decision.objects.select_related("number")
        .filter(case=move.case, state__in=[DecisionState.DRAFT, DecisionState.SENT])
        .first()
    )
    if decision is None:
        return
    _discard_sessions(decision, reason)
    if decision.number is not None:
        _void_number(decision.number, reason)
    decision.state, decision.begun = DecisionState.VOID, False
    decision.save()


def subject_of(decision: Decision) -> str:
    """The key under which signatures of this decision are kept."""
    return f"decision:{decision.pk}"


def _discard_sessions(decision: Decision, reason: str) -> None:
    for session in SigningSession.objects.filter(subject=subject_of(decision)):
        discard(session.pk, reason)


def _reserve(move: Move, decision: Decision) -> PermitNumber:
    office, year = move.case.commune, move.on.year
    prefix = move.rules.prefix
    series = f"permit:{prefix}" if decision.kind == Decision.Kind.GRANT else f"refusal:{prefix}"
    position = numbers.next_number(office, series, year)
    written = numbers.reference(
        f"{prefix}.{'P' if decision.kind == 'grant' else 'R'}", office.code, year, position
    )
    return PermitNumber.objects.create(
        office=office, series=series, year=year, position=position, text=written, case=move.case
    )


def _void_number(number: PermitNumber, reason: str) -> None:
    PermitNumber.objects.filter(pk=number.pk).update(status=PermitNumber.Status.VOID, reason=reason)
