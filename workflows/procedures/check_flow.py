"""Every state reaches an end; every wait has an owner and a limit, or says that it is unknown."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.procedures.flow import WAITS, Wait, events, reached, with_an_end
from workflows.procedures.grammar import ClockEffect, ClockSpec, Phase, Procedure
from workflows.procedures.loader import Loaded
from workflows.procedures.problems import Problem

SILENT_EFFECTS = {
    "granted": ClockEffect.DEEMED_GRANTED,
    "refused": ClockEffect.DEEMED_REFUSED,
    "substitution": ClockEffect.SUBSTITUTION,
}


def flow_problems(entry: Loaded) -> Iterator[Problem]:
    """What keeps a file from coming to its end."""
    yield from _ends(entry)
    yield from _waits(entry)
    yield from _events(entry)
    yield from _silence(entry)
    yield from _phases(entry)


def _ends(entry: Loaded) -> Iterator[Problem]:
    procedure = entry.procedure
    for state in sorted(reached(procedure) - with_an_end(procedure)):
        reason = f"a file that is '{state.value}' cannot reach a decision: a phase is missing"
        yield entry.problem(reason, "phases")


def _waits(entry: Loaded) -> Iterator[Problem]:
    for wait in WAITS:
        if wait.applies(entry.procedure) and not _covered(entry.procedure, wait):
            owners = " or ".join(sorted(wait.owners))
            starts = " or ".join(sorted(event.value for event in wait.starts))
            wanted = f"one of the {owners} that starts on {starts} (its limit may be unknown)"
            reason = f"there is no clock while {wait.name}: {wanted}"
            yield entry.problem(reason, "clocks")


def _covered(procedure: Procedure, wait: Wait) -> bool:
    return any(
        clock.owner in wait.owners and wait.starts.intersection(clock.starts_on) for clock in procedure.clocks
    )


def _events(entry: Loaded) -> Iterator[Problem]:
    """A clock or a paper that hangs on something that never happens."""
    possible = events(entry.procedure)
    for index, clock in enumerate(entry.procedure.clocks):
        if clock.starts_on and not possible.intersection(clock.starts_on):
            never = ", ".join(event.value for event in clock.starts_on)
            yield entry.problem(f"clock '{clock.name}' never starts: {never} cannot occur", "clocks", index)
        if clock.suspends_on and not clock.resumes_on and not clock.restarts_on:
            yield entry.problem(f"clock '{clock.name}' is suspended and never resumed", "clocks", index)
        yield from _bases(entry, index, clock)
    for index, paper in enumerate(entry.procedure.papers):
        if paper.on not in possible:
            reason = f"paper '{paper.name}' is never made: {paper.on.value} cannot occur"
            yield entry.problem(reason, "papers", index)


def _bases(entry: Loaded, index: int, clock: ClockSpec) -> Iterator[Problem]:
    """What suspends or restarts a clock is a rule of its own, with a basis of its own."""
    if clock.suspends_on and clock.suspension_basis is None:
        yield entry.problem(f"clock '{clock.name}' is suspended without a basis", "clocks", index)
    if clock.restarts_on and clock.restart_basis is None:
        yield entry.problem(f"clock '{clock.name}' restarts without a basis", "clocks", index)


def _silence(entry: Loaded) -> Iterator[Problem]:
    silence = entry.procedure.silence
    effect = SILENT_EFFECTS.get(silence.effect)
    clock = entry.procedure.clock(silence.clock) if silence.clock else None
    if effect is not None and silence.clock is None:
        yield entry.problem(f"silence means '{silence.effect}' but names no clock", "silence")
    if effect is not None and clock is not None and clock.on_lapse != effect:
        reason = (
            f"silence means '{silence.effect}' but its clock '{clock.name}' leads to '{clock.on_lapse.value}'"
        )
        yield entry.problem(reason, "silence")
    if effect is None:
        yield from _unannounced(entry)
    if silence.effect == "substitution" and silence.substitute is None:
        yield entry.problem("silence leads to a substitution but names no substitute", "silence")


def _unannounced(entry: Loaded) -> Iterator[Problem]:
    """Where silence means nothing, or is unknown, no clock of the authority may decide in its place."""
    for index, clock in enumerate(entry.procedure.clocks):
        decides = clock.on_lapse in (ClockEffect.DEEMED_GRANTED, ClockEffect.DEEMED_REFUSED)
        if decides and clock.owner == "authority":
            reason = f"clock '{clock.name}' decides, but silence is '{entry.procedure.silence.effect}'"
            yield entry.problem(reason, "clocks", index)


def _phases(entry: Loaded) -> Iterator[Problem]:
    procedure = entry.procedure
    if procedure.has(Phase.REVIEW) != bool(procedure.seats):
        yield entry.problem("a procedure has seats if, and only if, it has the phase 'review'", "phases")
    if procedure.has(Phase.SITTING) and not procedure.has(Phase.REVIEW):
        yield entry.problem("a sitting needs the phase 'review'", "phases")
    if procedure.has(Phase.PAYMENT) != bool(procedure.fees):
        yield entry.problem("a procedure has fees if, and only if, it has the phase 'payment'", "phases")
    if procedure.has(Phase.SIGNATURE) != bool(procedure.signatures):
        yield entry.problem(
            "a procedure has signatures if, and only if, it has the phase 'signature'", "phases"
        )
    answer = procedure.clock(procedure.missing_pieces.clock or "") if procedure.missing_pieces else None
    if answer is not None and answer.on_lapse == ClockEffect.DEEMED_REFUSED:
        yield entry.problem(
            "pieces that never come make a file 'inadmissible', not 'deemed_refused'", "clocks"
        )
    if procedure.rounds is not None and not procedure.has(Phase.REVIEW):
        yield entry.problem("rounds need the phase 'review'", "rounds")
