"""The rules of one action, all of them, answered with reasons. Pages and ``perform`` share this."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from accounts.functions import Function
from workflows.access import APPLICANT, ATTESTER, DECIDER, SIGNATORY, Standing
from workflows.facts import Facts, function_names
from workflows.lifecycle import State
from workflows.reasons import Reason
from workflows.registry import Action


def refusals(
    action: Action, facts: Facts, values: Any, people: tuple[Standing, ...] | None, *, recused: bool
) -> tuple[Reason, ...]:
    """Every reason against the action; none means that it may be done.

    ``people`` None is the engine, which needs no right but meets every other condition.
    ``values`` None asks in general, before anything was typed.
    """
    return tuple(_all(action, facts, values, people, recused))


def pick(action: Action, facts: Facts, values: Any, people: tuple[Standing, ...]) -> Standing:
    """In which capacity the act is done; one's own right before a delegation."""
    fitting = [person for person in people if _fits(action, facts, values, person)]
    return min(fitting or people, key=lambda person: person.delegation_id is not None)


def _all(
    action: Action, facts: Facts, values: Any, people: tuple[Standing, ...] | None, recused: bool
) -> Iterator[Reason]:
    if people is not None and not any(_fits(action, facts, values, person) for person in people):
        yield _not_yours(action, facts)
    if recused and action.recusable:
        yield Reason("recused", _("You are recused from this case."))
    if facts.state not in action.states:
        state = State(facts.state).label
        yield Reason("state", _("This cannot be done while the case is: %(state)s.") % {"state": state})
    for guard in action.guards:
        yield from guard(facts, values)


def _fits(action: Action, facts: Facts, values: Any, person: Standing) -> bool:
    place = (person.role, person.office_id)
    if DECIDER in action.roles and place == facts.decider:
        return True
    if SIGNATORY in action.roles and place == facts.dossier.signatory:
        return True
    if ATTESTER in action.roles and person.role == _attester(facts):
        return True
    if person.role not in action.roles:
        return False
    if not action.at_seat:
        return True
    seats = [seat for seat in facts.seats if seat.office_id == person.office_id]
    wanted = getattr(values, "seat", None)
    return any(wanted is None or seat.seat == wanted for seat in seats)


def _not_yours(action: Action, facts: Facts) -> Reason:
    functions = _spelled_out(action.roles - {APPLICANT}, facts)
    if not action.roles:
        return Reason("not_yours", _("This is done by the platform itself."))
    if not functions:
        return Reason("not_yours", _("This is done by the applicant or the applicant's agents."))
    return Reason("not_yours", _("This is done by: %(who)s.") % {"who": function_names(functions)})


def _spelled_out(roles: frozenset[str], facts: Facts) -> frozenset[str]:
    """The functions meant by 'who decides', 'who attests' and 'whose turn it is to sign'."""
    named = roles - {DECIDER, SIGNATORY, ATTESTER}
    if DECIDER in roles:
        named |= {facts.decider[0]}
    if ATTESTER in roles:
        named |= {_attester(facts)}
    if SIGNATORY in roles and facts.dossier.signatory:
        named |= {facts.dossier.signatory[0]}
    return frozenset(named or ({facts.decider[0]} if roles else ()))


def _attester(facts: Facts) -> str:
    """The function that attests silence; only its posts at the office that the pack names see the case."""
    named = facts.procedure.silence.attested_by if facts.procedure else None
    return (named or Function.GOVERNOR).value
