"""The decision: drafted, sent to signature, returned, signed, deferred."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from workflows.actions.completeness import WithReason
from workflows.actions.roles import DECIDES, DESK, NOBODY, SIGNS
from workflows.events import Event
from workflows.facts import Facts
from workflows.lifecycle import State
from workflows.limits import limit_end
from workflows.move import Move
from workflows.phrases import spelled
from workflows.procedures.grammar import Limit
from workflows.reasons import Reason, Refused
from workflows.registry import Action, Payload, register

SIGNING = frozenset({State.SIGNING})


class GroundGiven(Payload):
    """A ground of refusal: text and article."""

    text: str = Field(min_length=3, max_length=4000)
    article: str = Field(min_length=1, max_length=200)


class DraftDecision(Payload):
    """What the decision will say."""

    kind: Literal["grant", "refusal"]
    conditions: tuple[str, ...] = ()
    grounds: tuple[GroundGiven, ...] = ()
    departure: str = Field(default="", max_length=8000)


class BeginSignature(Payload):
    """The signatory has read the act and means to sign it."""

    consent: Literal[True]


class Signed(Payload):
    """The signing session that came back from the provider."""

    session: str


class Defer(WithReason):
    """Until when, by which article."""

    until: date
    article: str = Field(min_length=1, max_length=200)


def binding_opinions(facts: Facts, kind: str) -> Iterator[Reason]:
    """No express permit without every binding seat's favourable opinion (art. 35)."""
    if kind != "grant":
        return
    for seat in facts.binding_obstacles:
        text = _("No favourable opinion of a binding seat: %(seat)s.")
        yield Reason("binding", text % {"seat": seat.seat})


def draft_is_lawful(facts: Facts, values: Any) -> Iterator[Reason]:
    """A refusal has grounds (art. 36); a grant that departs from an opinion says why."""
    if values is None:
        return
    yield from binding_opinions(facts, values.kind)
    if values.kind == "refusal" and not values.grounds:
        yield Reason("grounds", _("A refusal states its grounds, each with its article."))
    if values.kind == "grant" and facts.unfavourable and not values.departure:
        names = ", ".join(seat.seat for seat in facts.unfavourable)
        yield Reason(
            "departure", _("Say why the decision departs from the opinion of: %(seats)s.") % {"seats": names}
        )


def ready_to_sign(facts: Facts, values: Any) -> Iterator[Reason]:
    """There is a draft, it is whole, and the law still allows it."""
    if not facts.dossier.draft_kind:
        yield Reason("no_draft", _("Draft the decision first."))
    yield from binding_opinions(facts, facts.dossier.draft_kind)
    yield from (Reason("draft", problem) for problem in facts.dossier.draft_problems)
    if facts.dossier.draft_kind == "grant" and facts.dossier.missing_after_favourable:
        names = ", ".join(facts.dossier.missing_after_favourable)
        yield Reason(
            "pieces", _("Pieces due after the favourable opinion are missing: %(names)s.") % {"names": names}
        )


def still_lawful(facts: Facts, values: Any) -> Iterator[Reason]:
    """What was lawful when it was sent must still be when it is signed."""
    yield from binding_opinions(facts, facts.dossier.draft_kind)


def not_begun(facts: Facts, values: Any) -> Iterator[Reason]:
    """One signature at a time, on a paper that is ready."""
    if facts.dossier.signing:
        yield Reason("signing", _("A signature is being applied."))


def paper_is_ready(facts: Facts, values: Any) -> Iterator[Reason]:
    """What is signed is the paper that the signatory has seen."""
    if not facts.dossier.paper_ready:
        yield Reason("paper", _("The paper is being prepared; it will be ready in a moment."))


def may_be_deferred(facts: Facts, values: Any) -> Iterator[Reason]:
    """Only where the law knows a deferral, and not beyond its longest time (loi 12-90 art. 45)."""
    rule = facts.procedure.deferral if facts.procedure else None
    if facts.procedure is None or rule is None:
        yield Reason("no_deferral", _("The law knows no deferral for this procedure."))
        return
    clock = facts.procedure.clock(rule.clock)
    if values is None or clock is None or not isinstance(clock.limit, Limit):
        return
    longest = limit_end(facts.on, clock.limit)
    if not facts.on < values.until <= longest:
        text = _("Choose an end between tomorrow and %(longest)s.")
        yield Reason("until", text % {"longest": spelled(longest)})


def draft_decision(move: Move) -> None:
    """The domain above keeps the draft; here it is recorded."""
    move.record = move.payload.model_dump(mode="json")


def send_to_signature(move: Move) -> None:
    """To the signatory."""
    move.case.send_to_signature()


def return_decision(move: Move) -> None:
    """Back to the desk, with a word."""
    move.case.return_decision()
    move.record = {"reason": move.payload.reason}


def begin_signature(move: Move) -> None:
    """The signatory's will is recorded; the provider signs outside any lock."""
    move.record = {"consent": True}


def countersign(move: Move) -> None:
    """A link of the chain that is not the last one has signed."""
    move.record = {"session": move.payload.session}


def sign(move: Move) -> None:
    """The last signature counts: the case closes, granted or refused."""
    move.record = {"session": move.payload.session}
    close_signed(move)


def close_signed(move: Move) -> None:
    """Close the case as the signed decision says."""
    if move.facts.dossier.draft_kind == "grant":
        move.case.grant(on=move.on)
        move.event(Event.GRANTED)
    elif move.facts.dossier.draft_kind == "refusal":
        move.case.refuse(on=move.on)
        move.event(Event.REFUSED)
    else:
        raise Refused([Reason("no_draft", _("Draft the decision first."))])


def defer(move: Move) -> None:
    """Put the decision off, with reasons and an end."""
    move.case.defer(until=move.payload.until)
    move.event(Event.DEFERRED)
    if move.rules.deferral is not None:
        move.desk.board.end_at(move.rules.deferral.clock, move.payload.until, move.on)
    move.record = move.payload.model_dump(mode="json")


def resume(move: Move) -> None:
    """Take the decision up again."""
    move.case.resume()
    move.record = {"reason": move.payload.reason}


def _act(name: str, label: Any, roles: frozenset[str], states: frozenset[State], **more: Any) -> None:
    register(Action(name=name, label=label, roles=roles, states=states, **more))


_act(
    "draft_decision",
    gettext_lazy("Draft the decision"),
    DESK,
    frozenset({State.DECIDING}),
    guards=(draft_is_lawful,),
    payload=DraftDecision,
    apply=draft_decision,
    event=Event.DECISION_DRAFTED,
)
_act(
    "send_to_signature",
    gettext_lazy("Send the decision to signature"),
    DESK,
    frozenset({State.DECIDING}),
    guards=(ready_to_sign,),
    apply=send_to_signature,
    event=Event.SENT_TO_SIGNATURE,
)
_act(
    "return_decision",
    gettext_lazy("Return the decision to the desk"),
    DECIDES,
    SIGNING,
    guards=(not_begun,),
    payload=WithReason,
    apply=return_decision,
    event=Event.RETURNED,
)
_act(
    "begin_signature",
    gettext_lazy("Sign the decision"),
    SIGNS,
    SIGNING,
    guards=(still_lawful, not_begun, paper_is_ready),
    payload=BeginSignature,
    apply=begin_signature,
)
_act(
    "countersign",
    gettext_lazy("Record a countersignature"),
    NOBODY,
    SIGNING,
    guards=(still_lawful,),
    payload=Signed,
    apply=countersign,
)
_act(
    "sign",
    gettext_lazy("Close the case with the signed decision"),
    NOBODY,
    SIGNING,
    guards=(still_lawful,),
    payload=Signed,
    apply=sign,
)
_act(
    "defer",
    gettext_lazy("Defer the decision"),
    DECIDES,
    frozenset({State.DECIDING}),
    guards=(may_be_deferred,),
    payload=Defer,
    apply=defer,
)
_act(
    "resume",
    gettext_lazy("Take a deferred decision up again"),
    DECIDES | DESK,
    frozenset({State.DEFERRED}),
    payload=WithReason,
    apply=resume,
    event=Event.RESUMED,
)
