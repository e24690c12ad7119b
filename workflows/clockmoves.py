"""What may happen to one clock: each move changes the row in memory, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from workflows.events import Event
from workflows.limits import compute
from workflows.models.clock import Clock, ClockState
from workflows.procedures.grammar import ClockEffect, ClockSpec, Limit, SeatSpec
from workflows.workdays import Calendar

# A clock that one of these started goes on when the case is closed: delivery, copies, life of the permit.
AFTER_THE_DECISION = frozenset(
    {
        Event.GRANTED,
        Event.REFUSED,
        Event.INADMISSIBLE,
        Event.WITHDRAWN,
        Event.DEEMED_GRANTED,
        Event.DEEMED_REFUSED,
        Event.SUBSTITUTED,
        Event.SILENCE_ATTESTED,
        Event.PAID,
        Event.DELIVERED,
        Event.NOTIFIED,
        Event.WORKS_OPENED,
        Event.COMPLETION_DECLARED,
        Event.PERMIT_ENDED,
    }
)

SEAT_FIRST, LATENESS, CASE, PERMIT = range(4)


class ClockRefused(Exception):
    """The move makes no legal sense; the message, for people, says why."""


class NotSettled(RuntimeError):
    """A limit had passed before the act: the engine must settle it first."""


def new_clock(rule: ClockSpec | SeatSpec, event: Event | None) -> Clock:
    """A clock of this rule, not yet started and tied to nothing."""
    return Clock(
        name=rule.name,
        owner=rule.owner if isinstance(rule, ClockSpec) else "seat",
        on_lapse=str(rule.on_lapse),
        spec=rule.model_dump(mode="json"),
        started_by=event.value if event else "",
    )


def begin(clock: Clock, on: date, calendar: Calendar) -> None:
    """Count from zero from that day. Extensions granted before still lengthen the limit."""
    clock.started_on, clock.suspensions = on, []
    count(clock, on, calendar)


def count(clock: Clock, on: date, calendar: Calendar) -> None:
    """Find the last day again; ``on`` is the day from which reminders are still to come."""
    rule = clock.rule
    if not isinstance(rule.limit, Limit):
        clock.state, clock.due_on, clock.remind_on = ClockState.NO_LIMIT, None, None
        clock.lines, clock.fingerprint = [], ""
        return
    found = compute(rule.limit, clock.started_on, calendar, stops=clock.pauses, extensions=clock.extensions)
    clock.due_on, clock.lines = found.due_on, [line.to_json() for line in found.lines]
    clock.state = ClockState.SUSPENDED if found.due_on is None else ClockState.RUNNING
    clock.fingerprint = calendar.fingerprint(clock.started_on, found.due_on) if found.due_on else ""
    plan_reminder(clock, on)


def suspend(clock: Clock, on: date, calendar: Calendar) -> None:
    """Stop counting until it resumes. An unknown limit keeps note of it, should it become known."""
    since = max(on, clock.started_on)
    clock.suspensions = [*clock.suspensions, [since.isoformat(), None]]
    count(clock, on, calendar)


def resume(clock: Clock, on: date, calendar: Calendar) -> None:
    """Go on counting."""
    *before, (since, _until) = clock.suspensions
    until = max(on, date.fromisoformat(since))
    clock.suspensions = [*before, [since, until.isoformat()]]
    count(clock, on, calendar)


def stop(clock: Clock, on: date) -> None:
    """What was expected was done; if before the limit began, on its first day."""
    clock.state, clock.stopped_on = ClockState.STOPPED, max(on, clock.started_on)
    clock.remind_on = None


def repin(clock: Clock, rule: ClockSpec | SeatSpec, on: date, calendar: Calendar) -> None:
    """Count by a repaired rule, from the same start."""
    clock.spec, clock.on_lapse = rule.model_dump(mode="json"), str(rule.on_lapse)
    count(clock, on, calendar)


def extend(clock: Clock, on: date, calendar: Calendar) -> None:
    """Use the next extension of the rule. Raises ``ClockRefused`` when none is left."""
    rule = clock.rule
    most = len(rule.extensions) if isinstance(rule, ClockSpec) else 0
    if clock.extended >= most:
        raise ClockRefused(_("“%(clock)s” has no extension left.") % {"clock": clock.name})
    clock.extended += 1
    count(clock, on, calendar)


def end_at(clock: Clock, last: date, on: date) -> None:
    """End on an earlier day, that an act has set."""
    clock.due_on = last
    plan_reminder(clock, on)


def mark_passed(clock: Clock) -> None:
    """Settle a limit at its legal date: its last day, at the end of which it passed."""
    if clock.state != ClockState.RUNNING:
        raise ClockRefused(_("“%(clock)s” is not running: it cannot pass.") % {"clock": clock.name})
    clock.state, clock.passed_on, clock.remind_on = ClockState.PASSED, clock.due_on, None


def plan_reminder(clock: Clock, after: date) -> None:
    """The first reminder that falls after that day, if any."""
    rule = clock.rule
    before = rule.remind_before if isinstance(rule, ClockSpec) else ()
    if clock.due_on is None:
        clock.remind_on = None
        return
    days = [clock.due_on - timedelta(days=n) for n in before]
    clock.remind_on = min((day for day in days if day > after), default=None)


def must_be_settled_first(clock: Clock, on: date) -> None:
    """Refuse to move a limit that had passed by then: whoever acts, the engine settles it first."""
    if clock.state == ClockState.RUNNING and clock.due_on is not None and clock.due_on < on:
        raise NotSettled(f"clock {clock.name} passed on {clock.due_on}, before {on}")


def legal_order(clock: Clock) -> tuple[date, int, str, int]:
    """Last day first; on one day seats, then mere lateness, then what moves the case, then permits."""
    return clock.due_on or date.max, _weight(clock), clock.name, clock.consultation_id or 0


def _weight(clock: Clock) -> int:
    if clock.of_seat:
        return SEAT_FIRST
    if clock.on_lapse == ClockEffect.LAPSE_PERMIT:
        return PERMIT
    quiet = (ClockEffect.NOTHING, ClockEffect.ESCALATE, ClockEffect.UNKNOWN)
    return LATENESS if clock.on_lapse in quiet else CASE
