"""Limits as the papers show them: their length, last day and legal basis, or that none is known."""

from __future__ import annotations

from permits.papers.contexts import LimitLine
from permits.papers.words import Both, span
from permits.writing.texts import both
from workflows.events import Event
from workflows.models import Case, Clock
from workflows.procedures.grammar import ClockSpec, Limit, Procedure, SeatSpec


def line(clock: Clock) -> LimitLine:
    """A clock, by the rule that it was started with."""
    rule = clock.rule
    return LimitLine(
        label=both(rule.text),
        length=_length(rule, clock.extensions),
        ends_on=clock.due_on,
        basis=rule.basis.law,
    )


def announced(rule: ClockSpec) -> LimitLine:
    """A limit that has not started."""
    return LimitLine(label=both(rule.text), length=_length(rule), basis=rule.basis.law)


def started_by(case: Case, event: Event) -> tuple[LimitLine, ...]:
    """The limits of the case that this event started, in the order of the pack. One query.

    Where one was started twice (a file classified anew), the last one counts.
    """
    rows = Clock.objects.filter(case=case, consultation__isnull=True, started_by=event.value).order_by("pk")
    return tuple(line(clock) for clock in {clock.name: clock for clock in rows}.values())


def latest(case: Case, name: str | None) -> Clock | None:
    """The last clock of that name, whatever became of it."""
    rows = Clock.objects.filter(case=case, consultation__isnull=True, name=name or "")
    return rows.order_by("-pk").first()


def limit_of(case: Case, rules: Procedure, name: str | None) -> LimitLine | None:
    """The limit of that name: as it runs, else as the pack announces it. One query."""
    clock = latest(case, name)
    if clock is not None:
        return line(clock)
    rule = rules.clock(name) if name else None
    return announced(rule) if rule else None


def validity(rules: Procedure) -> Both | None:
    """How long the permit lives if nothing is begun; None where the texts known do not say."""
    rule = rules.clock(rules.validity.clock) if rules.validity and rules.validity.clock else None
    return _length(rule) if rule else None


def _length(rule: ClockSpec | SeatSpec, extensions: tuple[Limit, ...] = ()) -> Both | None:
    """``2 mois``; extended by another unit: ``2 mois + 10 jours``."""
    if not isinstance(rule.limit, Limit):
        return None
    totals: dict[str, int] = {rule.limit.unit.value: rule.limit.n}
    for more in extensions:
        totals[more.unit.value] = totals.get(more.unit.value, 0) + more.n
    spans = [span(n, unit) for unit, n in totals.items()]
    return Both(" + ".join(one.fr for one in spans), " + ".join(one.ar for one in spans))
