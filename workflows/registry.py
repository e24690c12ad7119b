"""The actions: who may do what, in which states, under which conditions. Closed by default."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from pydantic import BaseModel, ConfigDict

from workflows.events import Event
from workflows.facts import Facts
from workflows.lifecycle import State
from workflows.reasons import Reason

if TYPE_CHECKING:
    from workflows.move import Move


class Payload(BaseModel):
    """What an action is given. Unknown or ill-typed values are refused with their names."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


Guard = Callable[[Facts, Any], Iterable[Reason]]
Apply = Callable[["Move"], None]


@dataclass(frozen=True, kw_only=True)
class Action:
    """One act of the procedure. No role listed: nobody may do it."""

    name: str
    label: str | Promise
    roles: frozenset[str] = frozenset()
    states: frozenset[State] = frozenset()
    guards: tuple[Guard, ...] = ()
    payload: type[Payload] = Payload
    apply: Apply
    event: Event | None = None
    at_seat: bool = False  # done by the office that holds the seat
    dated: bool = False  # may carry an earlier legal date, with its evidence
    permit: bool = False  # an act on the permit that came out: listed only once there is one
    recusable: bool = True  # a recused person may not do it
    followers: list[Apply] = field(default_factory=list)


_actions: dict[str, Action] = {}


def register(action: Action) -> Action:
    """Add an action to the table; a name can be used once."""
    if action.name in _actions:
        raise ValueError(f"action {action.name} is registered twice")
    _actions[action.name] = action
    return action


def action_named(name: str) -> Action | None:
    """The action of that name."""
    return _actions.get(name)


def all_actions() -> Iterator[Action]:
    """Every action, in the order of registration."""
    return iter(_actions.values())


def follow(*names: str) -> Callable[[Apply], Apply]:
    """Declare what the domain above adds to an act, inside the same transaction."""

    def add(follower: Apply) -> Apply:
        for name in names:
            action = _actions[name]
            if follower not in action.followers:
                action.followers.append(follower)
        return follower

    return add
