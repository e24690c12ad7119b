"""What the passing of a limit does. The engine alone performs these, at the legal date."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from accounts.functions import Function
from accounts.posts import offices_serving, posts_of
from workflows import access
from workflows.actions.opinions import settle_round
from workflows.actions.roles import NOBODY
from workflows.consultation import OpinionValue, SeatState
from workflows.events import Event
from workflows.lifecycle import OPEN, SILENT, State
from workflows.move import Move
from workflows.registry import Action, register
from workflows.settlement import ClockPayload

ANY = frozenset({*OPEN, State.CLOSED})


def note_lateness(move: Move) -> None:
    """Lateness is recorded; nothing happens of itself, and the desk is told."""
    move.enqueue("tell_late", key=_key(move), clock=move.payload.clock)


def escalate(move: Move) -> None:
    """The head of whoever is late is told."""
    move.enqueue("tell_late", key=_key(move), clock=move.payload.clock, escalate=True)


def lapse_opinion(move: Move) -> None:
    """A seat's limit passed: favourable where the law says so, else late and still awaited."""
    seat = move.desk.seat(move.payload.seat)
    if seat.state != SeatState.REQUESTED:
        return
    spec = move.rules.seat(seat.seat)
    seat.late = True
    if spec is not None and spec.on_lapse == "favourable":
        seat.lapse()
        seat.settled_on, seat.deemed = move.on, OpinionValue.FAVOURABLE
        move.moved(
            f"consultation:{seat.pk}", SeatState.REQUESTED, seat.state, seat=seat.seat, deemed=seat.deemed
        )
        settle_round(move)
    seat.save()
    escalates = spec is not None and spec.on_lapse == "escalates"
    move.enqueue("tell_late", key=_key(move), clock=move.payload.clock, escalate=escalates)


def deem_granted(move: Move) -> None:
    """Silence means consent, on the last day of the limit, whoever notices and when."""
    move.case.deem_granted(on=move.on)
    kind = move.rules.silence.attested_at
    office = offices_serving(move.case.commune, [kind], move.on).get(kind) if kind else None
    if office is not None:
        function = move.rules.silence.attested_by or Function.GOVERNOR
        posts = posts_of([office], [function])
        access.open_to_posts(move.case, [(post, "silence") for post in posts], move.on)


def deem_refused(move: Move) -> None:
    """Silence means refusal."""
    move.case.deem_refused(on=move.on)


def reject_incomplete(move: Move) -> None:
    """The requested pieces never came."""
    move.case.deem_refused(on=move.on)


def open_substitution(move: Move) -> None:
    """From now on the applicant may ask the authority that the law names instead."""
    move.case.substitution_open = True


def end_deferral(move: Move) -> None:
    """The deferral ends of itself."""
    move.case.resume()


def _key(move: Move) -> str:
    return f"{move.payload.clock}:{move.payload.seat or ''}:{move.on.isoformat()}:{move.case.round}"


def _law(name: str, label: Any, states: frozenset[State], **more: Any) -> None:
    register(Action(name=name, label=label, roles=NOBODY, states=states, payload=ClockPayload, **more))


_law("note_lateness", gettext_lazy("A limit has passed"), ANY, apply=note_lateness)
_law("escalate", gettext_lazy("A limit has passed: the superior is told"), ANY, apply=escalate)
_law(
    "lapse_opinion",
    gettext_lazy("The limit of a seat has passed"),
    frozenset({State.IN_REVIEW}),
    apply=lapse_opinion,
)
_law(
    "deem_granted",
    gettext_lazy("Silence means consent"),
    frozenset(SILENT),
    apply=deem_granted,
    event=Event.DEEMED_GRANTED,
)
_law(
    "deem_refused",
    gettext_lazy("Silence means refusal"),
    frozenset(SILENT),
    apply=deem_refused,
    event=Event.DEEMED_REFUSED,
)
_law(
    "reject_incomplete",
    gettext_lazy("The requested pieces never came"),
    frozenset({State.INCOMPLETE}),
    apply=reject_incomplete,
    event=Event.DEEMED_REFUSED,
)
_law(
    "open_substitution",
    gettext_lazy("Another authority may be asked"),
    frozenset(SILENT),
    apply=open_substitution,
)
_law(
    "end_deferral",
    gettext_lazy("The deferral ends"),
    frozenset({State.DEFERRED}),
    apply=end_deferral,
    event=Event.RESUMED,
)
