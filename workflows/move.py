"""One act in the making: what it changes is collected here and written together."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.models import User
from workflows import clocks, journal, outbox
from workflows.access import BY_THE_ENGINE, Standing
from workflows.consultation import SeatState
from workflows.events import Event
from workflows.facts import Facts
from workflows.lifecycle import State
from workflows.models import Case, Consultation, Opinion
from workflows.procedures.grammar import Procedure
from workflows.registry import Action, action_named


@dataclass(slots=True)
class Desk:
    """What one transaction holds on a locked case: its board of clocks and what is to be written."""

    case: Case
    board: clocks.Board
    consultations: list[Consultation]
    opinions: dict[int, Opinion]
    entries: list[journal.Draft] = field(default_factory=list)
    jobs: list[outbox.Order] = field(default_factory=list)

    def recused(self, user: User) -> bool:
        """Whether this person may not act on the case."""
        return self.case.recusals.filter(user=user).exists()

    def seat(self, name: str) -> Consultation:
        """The latest request to the seat of that name."""
        return next(row for row in self.consultations if row.seat == name)

    def flush(self) -> list[Any]:
        """Write journal rows, clocks and durable jobs, in that order."""
        rows = journal.append_many(self.case.pk, self.entries)
        self.board.save(rows[-1].seq if rows else None)
        outbox.enqueue_many(self.jobs)
        self.entries, self.jobs = [], []
        return list(rows)


@dataclass(slots=True)
class Move:
    """An action being performed by someone, or by the engine at a legal date."""

    desk: Desk
    action: Action
    on: date
    facts: Facts
    payload: Any
    actor: User | None = None
    standing: Standing = BY_THE_ENGINE
    evidence: str = ""
    key: str | None = None
    record: dict[str, Any] = field(default_factory=dict)
    result: dict[str, Any] = field(default_factory=dict)
    then: list[str] = field(default_factory=list)
    uid: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def case(self) -> Case:
        """The locked case."""
        return self.desk.case

    @property
    def rules(self) -> Procedure:
        """The procedure of the case, which is pinned at deposit."""
        rules = self.case.rules
        if rules is None:
            raise ValueError("a draft has no procedure yet")
        return rules

    def event(self, event: Event) -> None:
        """Tell the clocks, and queue the papers that the procedure hangs on this event."""
        self.desk.board.event(event, self.on, facts=self.case.facts)
        for paper in self.case.rules.papers if self.case.rules else ():
            if paper.on is event:
                self.enqueue(
                    "issue_paper", key=f"{paper.name}:{self.uid}", paper=paper.name, on=self.on.isoformat()
                )

    def enqueue(self, name: str, *, key: str = "", **ids: Any) -> None:
        """Queue a durable effect; the key makes a repetition harmless."""
        full_key = f"{name}:{self.case.pk}:{key or self.uid}"
        self.desk.jobs.append(outbox.Order(name=name, key=full_key, case_id=self.case.pk, ids=ids))

    def moved(self, subject: str, from_state: str, to_state: str, **payload: Any) -> None:
        """Journal a change of state of something other than the case (a seat, a permit)."""
        self.desk.entries.append(self._draft(subject, from_state, to_state, payload))

    def close(self, before: str) -> None:
        """Save the case and journal the act itself."""
        self.case.version += 1
        self.case.save()
        payload = {**self.record, **({"evidence": self.evidence} if self.evidence else {})}
        self.desk.entries.append(self._draft("case", before, self.case.state, payload, self.key))

    def _draft(
        self, subject: str, from_state: str, to_state: str, payload: dict[str, Any], key: str | None = None
    ) -> journal.Draft:
        return journal.Draft(
            action=self.action.name,
            subject=subject,
            from_state=from_state,
            to_state=to_state,
            actor_id=self.actor.pk if self.actor else None,
            office=self.standing.office_code,
            function=self.standing.role,
            delegation_id=self.standing.delegation_id,
            effective_on=self.on,
            payload=payload,
            outcome=self.case.outcome,
            idempotency_key=key,
        )


def run(move: Move) -> None:
    """Apply the act, then what the domain above adds to it, then journal it."""
    before = move.case.state
    move.action.apply(move)
    for follower in move.action.followers:
        follower(move)
    if before != State.CLOSED and move.case.state == State.CLOSED:
        close_down(move)
    if move.action.event is not None:
        move.event(move.action.event)
    move.close(before)
    for name in move.then:
        _follow_up(move, name)


def close_down(move: Move) -> None:
    """The case closed: its running clocks stop and seats still awaited are no longer asked."""
    move.desk.board.close_case(move.on)
    call_off(move, [row for row in move.desk.consultations if row.state == SeatState.REQUESTED])


def call_off(move: Move, rows: list[Consultation]) -> None:
    """Tell seats that they are no longer asked."""
    for row in rows:
        row.call_off()
        row.settled_on = move.on
        row.save()
        move.desk.board.stop_seat(row, move.on)
        move.moved(f"consultation:{row.pk}", SeatState.REQUESTED, row.state, seat=row.seat)


def _follow_up(move: Move, name: str) -> None:
    """An act of the engine that this act brings about, in the same transaction and on the same day."""
    action = action_named(name)
    if action is None:
        raise LookupError(name)
    run(Move(desk=move.desk, action=action, on=move.on, facts=move.facts, payload=action.payload()))
