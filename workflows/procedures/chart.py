"""A procedure drawn as a Mermaid state diagram: states, moves, and the clocks as notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from workflows.events import Event
from workflows.lifecycle import State
from workflows.procedures.flow import lifecycle, moves, reached
from workflows.procedures.grammar import ClockEffect, ClockSpec, Limit, Procedure, SeatSpec

# Where a clock is shown: the state in which the event that starts it leaves the file.
SHOWN_AT = {
    Event.FILED: State.FILED,
    Event.PIECES_REQUESTED: State.INCOMPLETE,
    Event.COMPLETED: State.FILED,
    Event.ADMITTED: State.IN_REVIEW,
    Event.CONSULTED: State.IN_REVIEW,
    Event.OPINION_GIVEN: State.IN_REVIEW,
    Event.REVIEW_COMPLETE: State.IN_REVIEW,
    Event.AMENDMENTS_REQUESTED: State.AMENDING,
    Event.RESUBMITTED: State.IN_REVIEW,
    Event.MINUTES_RECORDED: State.DECIDING,
    Event.DECISION_DRAFTED: State.DECIDING,
    Event.SENT_TO_SIGNATURE: State.SIGNING,
    Event.RETURNED: State.DECIDING,
    Event.DEFERRED: State.DEFERRED,
    Event.RESUMED: State.DECIDING,
}
HIDDEN = ("withdraw",)  # possible everywhere: said once, below the title


def chart(procedure: Procedure, language: str = "fr") -> str:
    """The diagram as text of Mermaid, with the texts in ``fr``, ``ar`` or ``en``."""
    return "\n".join(_lines(procedure, language)) + "\n"


def limit_words(limit: Limit | str) -> str:
    """A limit in short: '15 working days', 'unknown'."""
    if isinstance(limit, str):
        return limit
    words = limit.unit.value.replace("_", " ")
    return f"{limit.n} {words[:-1] if limit.n == 1 else words}"


def _lines(procedure: Procedure, language: str) -> Iterator[str]:
    yield "---"
    yield f'title: "{_safe(procedure.title.in_language(language))} – {procedure.code}"'
    yield "---"
    yield "stateDiagram-v2"
    yield f"    [*] --> {State.DRAFT.value}"
    yield from _arrows(procedure)
    yield f"    {State.CLOSED.value} --> [*]"
    yield from _notes(procedure, language)


def _arrows(procedure: Procedure) -> Iterator[str]:
    """One arrow for each pair of states, with every move that takes it."""
    known = reached(procedure)
    named: dict[tuple[State, State], list[str]] = defaultdict(list)
    order = {name: place for place, (name, _source, _target) in enumerate(lifecycle())}
    for name, source, target in moves(procedure):
        if name not in HIDDEN and source in known:
            named[source, target].append(name)
    places = list(State)
    for source, target in sorted(named, key=lambda pair: (places.index(pair[0]), places.index(pair[1]))):
        words = ", ".join(sorted(named[source, target], key=order.__getitem__)).replace("_", " ")
        yield f"    {source.value} --> {target.value}: {words}"


def _notes(procedure: Procedure, language: str) -> Iterator[str]:
    notes: dict[State, list[str]] = defaultdict(list)
    for clock in procedure.clocks:
        state = next((SHOWN_AT[event] for event in clock.starts_on if event in SHOWN_AT), State.CLOSED)
        notes[state].append(_clock_words(clock, language))
    for seat in procedure.seats:
        notes[State.IN_REVIEW].append(_seat_words(seat, language))
    for state in State:
        if notes[state]:
            yield f"    note right of {state.value}"
            yield from (f"        {_safe(line)}" for line in notes[state])
            yield "    end note"


def _clock_words(clock: ClockSpec, language: str) -> str:
    effect = "" if clock.on_lapse == ClockEffect.NOTHING else f" → {clock.on_lapse.value.replace('_', ' ')}"
    return f"{clock.text.in_language(language)} ({clock.owner}): {limit_words(clock.limit)}{effect}"


def _seat_words(seat: SeatSpec, language: str) -> str:
    binding = ", binding" if seat.binding else ""
    return f"{seat.text.in_language(language)}{binding}: {limit_words(seat.limit)} → {seat.on_lapse}"


def _safe(text: str) -> str:
    """Without the signs that Mermaid reads as its own."""
    return text.replace('"', "'").replace(";", ",").replace("#", "n°")
