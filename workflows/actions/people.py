"""Who may not act, and corrections of the frame itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from workflows.actions.completeness import WithReason
from workflows.actions.roles import DECIDES, DESK, NOBODY, OFFICIALS
from workflows.clocks import ClockRefused
from workflows.facts import Facts
from workflows.lifecycle import OPEN, State
from workflows.models import ProcedureVersion, Recusal
from workflows.move import Move
from workflows.reasons import Reason, Refused
from workflows.registry import Action, register


class Extend(WithReason):
    """Which clock is extended, by its next lawful extension."""

    clock: str


class Repin(WithReason):
    """The corrected version of the pack."""

    digest: str = Field(min_length=64, max_length=64)


def has_extensions(facts: Facts, values: Any) -> Iterator[Reason]:
    """Only a limit that the law lets one extend."""
    specs = facts.procedure.clocks if facts.procedure else ()
    if not any(spec.extensions for spec in specs):
        yield Reason("no_extension", _("The law extends no limit of this procedure."))


def recuse(move: Move) -> None:
    """The person steps back from this case."""
    assert move.actor is not None  # only a person can step back
    Recusal.objects.create(case=move.case, user=move.actor, reason=move.payload.reason, on=move.on)
    move.record = {"user": move.actor.pk, "reason": move.payload.reason}


def extend(move: Move) -> None:
    """Use the next extension of a clock."""
    try:
        clock = move.desk.board.extend(move.payload.clock, move.on)
    except ClockRefused as error:
        raise Refused(
            [Reason("clock", _("This limit cannot be extended: %(why)s.") % {"why": error})]
        ) from error
    move.record = {"clock": clock.name, "due_on": clock.due_on, "reason": move.payload.reason}


def repin(move: Move) -> None:
    """Pin the case to a repaired version of the same kind and track; what is settled stays settled."""
    version = ProcedureVersion.objects.filter(digest=move.payload.digest).first()
    pinned = move.case.procedure
    if version is None or pinned is None or version.code != pinned.code:
        raise Refused([Reason("version", _("Choose a loaded version of the same procedure."))])
    move.record = {"from": pinned.digest, "to": version.digest, "reason": move.payload.reason}
    move.case.procedure = version
    move.desk.board.repin(move.on)


register(
    Action(
        name="recuse",
        label=gettext_lazy("Step back from this case"),
        roles=OFFICIALS,
        states=frozenset({*OPEN, State.CLOSED}),
        payload=WithReason,
        apply=recuse,
    )
)
register(
    Action(
        name="extend",
        label=gettext_lazy("Extend a limit"),
        roles=DESK | DECIDES,
        states=frozenset({*OPEN, State.CLOSED}),
        guards=(has_extensions,),
        payload=Extend,
        apply=extend,
    )
)
register(
    Action(
        name="repin",
        label=gettext_lazy("Pin the case to a repaired version of its procedure"),
        roles=NOBODY,
        states=frozenset({*OPEN, State.CLOSED}),
        payload=Repin,
        apply=repin,
    )
)
