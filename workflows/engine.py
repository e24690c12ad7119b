"""The one door: every change of a case, a seat or a permit goes through ``perform``.

Lock the case, settle the limits that passed, gather the facts, check the right and every
condition, move, journal, clocks, ways in, durable effects: one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from workflows import journal, legaltime, settlement
from workflows.access import Standing, standings
from workflows.desk import desk_of, facts_of, hold
from workflows.models import Case
from workflows.move import Desk, Move, run
from workflows.reasons import NotVisible, Reason, Refused
from workflows.registry import Action, Payload, action_named, all_actions
from workflows.rights import pick, refusals
from workflows.wording import parse_payload


@dataclass(frozen=True, slots=True)
class Performed:
    """What came of an act: the case as it now stands, and what the act produced."""

    case: Case
    result: dict[str, Any] = field(default_factory=dict)
    repeated: bool = False  # the idempotency key was seen before: nothing was done again


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a person may do an action now, and if not, every reason why."""

    action: Action
    reasons: tuple[Reason, ...]

    @property
    def allowed(self) -> bool:
        """No reason stands against it."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class _Request:
    action: Action
    actor: User | None
    key: str | None
    effective_on: date | None
    evidence: str
    payload: dict[str, Any]


def perform(
    case: Case | int,
    action: str,
    actor: User | None,
    *,
    key: str | None = None,
    effective_on: date | None = None,
    evidence: str = "",
    **payload: Any,
) -> Performed:
    """Do one act on a case, or refuse it with every reason.

    ``actor`` None is the engine itself (a worker that finishes an act begun by a person).
    ``effective_on`` is an earlier legal date, which needs ``evidence``. ``key`` makes a
    repetition harmless. Raises ``NotVisible`` to strangers and ``Refused`` with the reasons.
    Limits that had passed stay settled even when the act itself is refused.
    """
    found = action_named(action)
    if found is None:
        raise Refused([Reason("no_such_action", _("There is no such action: %(name)s.") % {"name": action})])
    request = _Request(found, actor, key, effective_on, evidence, payload)
    case_id = case if isinstance(case, int) else case.pk
    try:
        with transaction.atomic():
            desk = hold(case_id)
            answer = _attempt(desk, request)
            desk.flush()
    except Refused:
        settlement.settle_if_due(case_id)  # an act refused half-way took back what had just been settled
        raise
    if isinstance(answer, Performed):
        return answer
    raise Refused(answer)


def actions_for(case: Case, user: User) -> list[Availability]:
    """Every action on this case, allowed or with the reasons why not; the same rules as ``perform``."""
    today = legaltime.today()
    settlement.settle_if_due(case.pk)
    case.refresh_from_db()
    desk = desk_of(case)
    people = standings(user, case, today)
    if not people:
        raise NotVisible
    facts = facts_of(desk, today)
    return [
        Availability(action, refusals(action, facts, None, people, recused=desk.recused(user)))
        for action in all_actions()
        if not action.permit or facts.dossier.permit is not None
    ]


def _attempt(desk: Desk, request: _Request) -> Performed | tuple[Reason, ...]:
    """Settle, check, do. Nothing is written yet but the settled limits."""
    action, today = request.action, legaltime.today()
    on, problems = _legal_date(request, desk.case, today)
    settlement.settle(desk, before=on)
    # Only then who may come: silence opens the case to whoever attests it, however late the sweeper.
    people = _standings(request.actor, desk.case, today)
    if request.key and (done := journal.seen(desk.case.pk, request.key)) is not None:
        if done.action != action.name:
            return (Reason("key_reused", _("This key was already used for another act.")),)
        return Performed(desk.case, repeated=True)
    values, wrong = parse_payload(action.payload, request.payload)
    facts = facts_of(desk, on)
    recused = request.actor is not None and desk.recused(request.actor)
    reasons = (*problems, *wrong, *refusals(action, facts, values, people, recused=recused))
    if reasons or values is None:
        return reasons
    move = _move(desk, request, on, values, people)
    run(move)
    settlement.settle(desk, before=today)
    return Performed(desk.case, move.result)


def _move(
    desk: Desk, request: _Request, on: date, values: Payload, people: tuple[Standing, ...] | None
) -> Move:
    facts = facts_of(desk, on)
    move = Move(desk=desk, action=request.action, on=on, facts=facts, payload=values, actor=request.actor)
    if people is not None:
        move.standing = pick(request.action, facts, values, people)
    move.evidence, move.key = request.evidence, request.key
    return move


def _standings(actor: User | None, case: Case, today: date) -> tuple[Standing, ...] | None:
    """None for the engine itself; a stranger sees nothing."""
    if actor is None:
        return None
    people = standings(actor, case, today) if actor.is_active else ()
    if not people:
        raise NotVisible
    return people


def _legal_date(request: _Request, case: Case, today: date) -> tuple[date, tuple[Reason, ...]]:
    """The legal date of the act: today, or an earlier day where the act allows it and proves it."""
    on = request.effective_on or today
    if on == today:
        return on, ()
    if on > today:
        return today, (Reason("future_date", _("The legal date of an act cannot be in the future.")),)
    if not request.action.dated:
        return today, (Reason("not_dated", _("This act takes the date of the day on which it is done.")),)
    if not request.evidence.strip():
        return today, (Reason("no_evidence", _("An earlier legal date needs its evidence.")),)
    if case.deposited_on is not None and on < case.deposited_on:
        return today, (Reason("before_deposit", _("An act cannot be dated before the deposit of the file.")),)
    since = journal.moved_on(case.pk, permit=request.action.permit)
    if since is not None and on < since:
        text = _("An act cannot be dated before what it answers, which is of %(day)s.")
        return today, (Reason("before_state", text % {"day": since.isoformat()}),)
    return on, ()
