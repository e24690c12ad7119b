"""What a procedure can go through: which moves, waits and events its phases leave open.

The moves are those of ``workflows.lifecycle``; here is said which rule of a pack each of them needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from workflows.events import Event
from workflows.lifecycle import State
from workflows.models import Case
from workflows.procedures.grammar import ClockEffect, Phase, Procedure

Rule = Callable[[Procedure], bool]


def always(_procedure: Procedure) -> bool:
    """Open in every procedure."""
    return True


def goes_through(phase: Phase) -> Rule:
    """Open where the procedure has this phase."""
    return lambda procedure: phase in procedure.phases


def _reviewed(procedure: Procedure) -> bool:
    return Phase.REVIEW in procedure.phases


def _amended(procedure: Procedure) -> bool:
    return procedure.rounds is not None


def _pieces_asked(procedure: Procedure) -> bool:
    return procedure.missing_pieces is not None


def _deferred(procedure: Procedure) -> bool:
    return procedure.deferral is not None


def _attested(procedure: Procedure) -> bool:
    return procedure.silence.attested_by is not None


def ends_by(effect: ClockEffect) -> Rule:
    """Open where a clock has this effect."""
    return lambda procedure: any(clock.on_lapse == effect for clock in procedure.clocks)


_refused_by_silence = ends_by(ClockEffect.DEEMED_REFUSED)
_pieces_never_came = ends_by(ClockEffect.INADMISSIBLE)

# What each move of the lifecycle needs; a move with two targets says it for each.
MOVES: dict[tuple[str, State], Rule] = {
    ("file", State.FILED): always,
    ("request_pieces", State.INCOMPLETE): _pieces_asked,
    ("supply_pieces", State.FILED): _pieces_asked,
    ("supply_pieces", State.IN_REVIEW): lambda p: _pieces_asked(p) and _reviewed(p),
    ("declare_inadmissible", State.CLOSED): goes_through(Phase.COMPLETENESS),
    ("admit", State.IN_REVIEW): _reviewed,
    ("admit", State.DECIDING): lambda p: not _reviewed(p) and Phase.DECISION in p.phases,
    ("conclude_review", State.DECIDING): lambda p: _reviewed(p) and Phase.DECISION in p.phases,
    ("request_amendments", State.AMENDING): _amended,
    ("resubmit", State.IN_REVIEW): lambda p: _amended(p) and _reviewed(p),
    ("resubmit", State.DECIDING): lambda p: _amended(p) and not _reviewed(p),
    ("send_to_signature", State.SIGNING): goes_through(Phase.SIGNATURE),
    ("return_decision", State.DECIDING): goes_through(Phase.SIGNATURE),
    ("grant", State.CLOSED): goes_through(Phase.SIGNATURE),
    ("refuse", State.CLOSED): goes_through(Phase.SIGNATURE),
    ("defer", State.DEFERRED): _deferred,
    ("resume", State.DECIDING): _deferred,
    ("withdraw", State.CLOSED): always,
    ("deem_granted", State.CLOSED): ends_by(ClockEffect.DEEMED_GRANTED),
    ("deem_refused", State.CLOSED): lambda p: _refused_by_silence(p) or _pieces_never_came(p),
}
# A file can always be withdrawn: that alone does not show that a procedure leads anywhere.
NOT_AN_END = frozenset({"withdraw", "declare_inadmissible", "deem_granted", "deem_refused"})

EVENTS: dict[Event, Rule] = {
    Event.FILED: always,
    Event.PIECES_REQUESTED: _pieces_asked,
    Event.COMPLETED: _pieces_asked,
    Event.ADMITTED: always,
    Event.CONSULTED: _reviewed,
    Event.OPINION_GIVEN: _reviewed,
    Event.REVIEW_COMPLETE: _reviewed,
    Event.MINUTES_RECORDED: goes_through(Phase.SITTING),
    Event.AMENDMENTS_REQUESTED: _amended,
    Event.RESUBMITTED: _amended,
    Event.DECISION_DRAFTED: goes_through(Phase.DECISION),
    Event.SENT_TO_SIGNATURE: goes_through(Phase.SIGNATURE),
    Event.RETURNED: goes_through(Phase.SIGNATURE),
    Event.GRANTED: goes_through(Phase.SIGNATURE),
    Event.REFUSED: goes_through(Phase.SIGNATURE),
    Event.INADMISSIBLE: goes_through(Phase.COMPLETENESS),
    Event.WITHDRAWN: always,
    Event.DEFERRED: _deferred,
    Event.RESUMED: _deferred,
    Event.DEEMED_GRANTED: ends_by(ClockEffect.DEEMED_GRANTED),
    Event.DEEMED_REFUSED: MOVES["deem_refused", State.CLOSED],
    Event.SUBSTITUTED: ends_by(ClockEffect.SUBSTITUTION),
    Event.SILENCE_ATTESTED: _attested,
    Event.PAID: goes_through(Phase.PAYMENT),
    Event.DELIVERED: goes_through(Phase.DELIVERY),
    Event.NOTIFIED: always,
    Event.WORKS_OPENED: goes_through(Phase.PERMIT),
    Event.COMPLETION_DECLARED: goes_through(Phase.PERMIT),
    Event.PERMIT_ENDED: goes_through(Phase.PERMIT),
}


@dataclass(frozen=True)
class Wait:
    """A wait: who may own its clock, and the events of which one must start it."""

    name: str
    owners: frozenset[str]
    starts: frozenset[Event]
    applies: Rule


def _wait(name: str, owners: str, starts: tuple[Event, ...], applies: Rule) -> Wait:
    return Wait(name, frozenset(owners.split()), frozenset(starts), applies)


WAITS = (
    _wait("the file is examined", "desk authority", (Event.FILED,), always),
    _wait("missing pieces are awaited", "applicant", (Event.PIECES_REQUESTED,), _pieces_asked),
    _wait("amended plans are awaited", "applicant", (Event.AMENDMENTS_REQUESTED,), _amended),
    _wait(
        "the decision is awaited", "authority", (Event.FILED, Event.ADMITTED, Event.REVIEW_COMPLETE), always
    ),
    _wait("the decision is deferred", "authority", (Event.DEFERRED,), _deferred),
    _wait("payment is awaited", "payer", (Event.GRANTED,), goes_through(Phase.PAYMENT)),
    _wait("delivery is awaited", "desk authority", (Event.GRANTED, Event.PAID), goes_through(Phase.DELIVERY)),
)


def moves(procedure: Procedure) -> Iterator[tuple[str, State, State]]:
    """Every move that the procedure leaves open: name, from, to."""
    for name, source, target in lifecycle():
        rule = MOVES.get((name, target))
        if name == "deem_refused":
            rule = _pieces_never_came if source == State.INCOMPLETE else _refused_by_silence
        if rule is not None and rule(procedure):
            yield name, source, target


def lifecycle() -> Iterator[tuple[str, State, State]]:
    """Every move of the lifecycle of a case: name, from, to."""
    field: Any = Case._meta.get_field("state")
    for transition in field.get_all_transitions(Case):
        target = transition.target
        for end in getattr(target, "allowed_states", None) or (target,):
            yield transition.name, State(transition.source), State(end)


def events(procedure: Procedure) -> frozenset[Event]:
    """The events that can occur."""
    return frozenset(event for event, rule in EVENTS.items() if rule(procedure))


def reached(procedure: Procedure) -> frozenset[State]:
    """The states that a file can come to."""
    ahead: dict[State, set[State]] = {}
    for _name, source, target in moves(procedure):
        ahead.setdefault(source, set()).add(target)
    return _closure({State.DRAFT}, ahead)


def with_an_end(procedure: Procedure) -> frozenset[State]:
    """The states from which a signed decision can be reached."""
    behind: dict[State, set[State]] = {}
    for name, source, target in moves(procedure):
        if name not in NOT_AN_END:
            behind.setdefault(target, set()).add(source)
    return _closure({State.CLOSED}, behind)


def _closure(start: set[State], edges: dict[State, set[State]]) -> frozenset[State]:
    found, todo = set(start), list(start)
    while todo:
        for state in edges.get(todo.pop(), set()) - found:
            found.add(state)
            todo.append(state)
    return frozenset(found)
