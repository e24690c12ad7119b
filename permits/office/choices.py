"""What can I do: the answer of the engine, parted for the page."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from workflows import engine
from workflows.engine import Availability
from workflows.models import Case


@dataclass(frozen=True, slots=True)
class Choices:
    """Acts that I may do now; those for which something is missing; those of others."""

    now: list[Availability]
    not_now: list[Availability]
    of_others: list[Availability]


def choices_of(case: Case, user: User) -> Choices:
    """Every act of people on this case. Raises ``NotVisible`` to strangers."""
    every = [entry for entry in engine.actions_for(case, user) if entry.action.roles]
    refused = [entry for entry in every if not entry.allowed]
    return Choices(
        now=[entry for entry in every if entry.allowed],
        not_now=[entry for entry in refused if not _of_others(entry)],
        of_others=[entry for entry in refused if _of_others(entry)],
    )


def _of_others(entry: Availability) -> bool:
    return any(reason.code == "not_yours" for reason in entry.reasons)
