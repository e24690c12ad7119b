"""The desk checks the file: one request for missing pieces, inadmissibility, admission and dispatch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from accounts.models import Office
from workflows import access
from workflows.actions.deposit import open_offices
from workflows.actions.roles import DESK, PARTY
from workflows.actions.seats import ask_seats, offices_for
from workflows.events import Event
from workflows.facts import Facts
from workflows.lifecycle import State
from workflows.limits import limit_end
from workflows.move import Move
from workflows.phrases import spelled
from workflows.procedures.grammar import Limit, Phase
from workflows.reasons import Reason, Refused
from workflows.registry import Action, Payload, register


class PieceAsked(Payload):
    """A piece that is missing or cannot be used, and why."""

    piece: str
    reason: str = Field(min_length=3, max_length=500)


class RequestPieces(Payload):
    """The one request, with every piece in it."""

    pieces: tuple[PieceAsked, ...] = Field(min_length=1)


class WithReason(Payload):
    """An act that must say why."""

    reason: str = Field(min_length=3, max_length=4000)


class Refer(WithReason):
    """The authority that is competent."""

    office: str


def only_once(facts: Facts, values: Any) -> Iterator[Reason]:
    """Missing pieces may be asked once (loi 55-19)."""
    rule = facts.procedure.missing_pieces if facts.procedure else None
    if rule is not None and rule.once and facts.pieces_requested:
        yield Reason(
            "asked_once", _("Missing pieces were already requested; the law allows one request only.")
        )


def asked_in_time(facts: Facts, values: Any) -> Iterator[Reason]:
    """Some laws close the time of the request (code de l'urbanisme R.423-38: one month from deposit)."""
    rule = facts.procedure.missing_pieces if facts.procedure else None
    clock = facts.procedure.clock(rule.within) if facts.procedure and rule and rule.within else None
    if clock is None or not isinstance(clock.limit, Limit) or facts.deposited_on is None:
        return
    last = limit_end(facts.deposited_on, clock.limit)
    if facts.on > last:
        text = _("The time to request missing pieces ended on %(day)s.")
        yield Reason("too_late", text % {"day": spelled(last)})


def known_pieces(facts: Facts, values: Any) -> Iterator[Reason]:
    """Only pieces of the procedure may be asked for: no paper beyond the rules."""
    if values is None or facts.procedure is None:
        return
    for asked in values.pieces:
        if facts.procedure.piece(asked.piece) is None:
            yield Reason("piece", _("“%(piece)s” is not a piece of this procedure.") % {"piece": asked.piece})


def all_supplied(facts: Facts, values: Any) -> Iterator[Reason]:
    """Every piece of the request must have come."""
    if facts.dossier.requested_missing:
        names = ", ".join(facts.dossier.requested_missing)
        yield Reason("pieces", _("Pieces of the request still missing: %(names)s.") % {"names": names})


def complete(facts: Facts, values: Any) -> Iterator[Reason]:
    """Lack of a main piece forbids admission; lack of an information piece never does (art. 33)."""
    if facts.dossier.missing_main:
        names = ", ".join(facts.dossier.missing_main)
        yield Reason("pieces", _("Missing main pieces: %(names)s.") % {"names": names})
    if facts.dossier.rejected:
        names = ", ".join(facts.dossier.rejected)
        yield Reason("rejected", _("Pieces that the desk has rejected: %(names)s.") % {"names": names})


def lacks_something(facts: Facts, values: Any) -> Iterator[Reason]:
    """A complete file is not inadmissible."""
    if not (facts.dossier.missing_main or facts.dossier.rejected or facts.dossier.requested_missing):
        yield Reason(
            "nothing_lacking", _("No main piece is lacking: the file cannot be declared inadmissible.")
        )


def request_pieces(move: Move) -> None:
    """Ask once, for everything."""
    move.case.request_pieces()
    move.case.pieces_requested_on = move.on
    move.case.requested_pieces = [asked.model_dump() for asked in move.payload.pieces]
    move.record = {"pieces": move.case.requested_pieces}


def supply_pieces(move: Move) -> None:
    """The file comes back to where the request was made."""
    move.case.supply_pieces(dispatched=move.case.round > 0)


def declare_inadmissible(move: Move) -> None:
    """Close for want of a main piece."""
    move.case.declare_inadmissible(on=move.on)
    move.record = {"reason": move.payload.reason}


def admit(move: Move) -> None:
    """Dispatch to every seat that the facts call for, or go straight to decision."""
    asked = move.rules.seats_asked(move.case.facts) if move.rules.has(Phase.REVIEW) else ()
    move.case.round = 1
    move.case.admit(review=bool(asked))
    if asked:
        ask_seats(move, asked, offices_for(move, asked))
    move.record = {"seats": [seat.name for seat in asked]}


def refer(move: Move) -> None:
    """Send a misaddressed file to the competent authority; its date of deposit stands."""
    office = Office.objects.filter(code=move.payload.office).first()
    if office is None or office.kind not in {kind.value for kind in move.rules.competent}:
        raise Refused(
            [
                Reason(
                    "office",
                    _("No competent office has the code “%(code)s”.") % {"code": move.payload.office},
                )
            ]
        )
    case, before = move.case, move.case.commune.code
    if office.pk == case.commune_id:
        raise Refused([Reason("office", _("The file is at this office already."))])
    for source in ("desk", "authority", "secretariat", "substitute"):
        access.close_source(case, source, move.on)
    case.commune = case.authority = office
    case.decider, case.substitution_open = move.rules.decides, False
    open_offices(case, move.on)
    move.record = {"from": before, "to": office.code, "reason": move.payload.reason}


register(
    Action(
        name="request_pieces",
        label=gettext_lazy("Request missing pieces (once)"),
        roles=DESK,
        states=frozenset({State.FILED, State.IN_REVIEW}),
        guards=(only_once, asked_in_time, known_pieces),
        payload=RequestPieces,
        apply=request_pieces,
        event=Event.PIECES_REQUESTED,
    )
)
register(
    Action(
        name="supply_pieces",
        label=gettext_lazy("Hand in the requested pieces"),
        roles=PARTY | DESK,
        states=frozenset({State.INCOMPLETE}),
        guards=(all_supplied,),
        apply=supply_pieces,
        event=Event.COMPLETED,
        dated=True,
    )
)
register(
    Action(
        name="declare_inadmissible",
        label=gettext_lazy("Declare the file inadmissible"),
        roles=DESK,
        states=frozenset({State.FILED, State.INCOMPLETE}),
        guards=(lacks_something,),
        payload=WithReason,
        apply=declare_inadmissible,
        event=Event.INADMISSIBLE,
    )
)
register(
    Action(
        name="admit",
        label=gettext_lazy("Admit and dispatch the file"),
        roles=DESK,
        states=frozenset({State.FILED}),
        guards=(complete,),
        apply=admit,
        event=Event.ADMITTED,
    )
)
register(
    Action(
        name="refer",
        label=gettext_lazy("Refer the file to the competent authority"),
        roles=DESK,
        states=frozenset({State.FILED}),
        payload=Refer,
        apply=refer,
    )
)
