"""What the engine does of itself while limits run: counting them again, reminding of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from workflows.actions.roles import NOBODY
from workflows.lifecycle import OPEN, State
from workflows.move import Move
from workflows.registry import Action, register

ANY = frozenset({*OPEN, State.CLOSED})


def recount(move: Move) -> None:
    """The calendar was changed by a decision: limits still running are counted again, settled ones never."""
    entries = move.desk.board.recompute(move.on)
    move.record = {"limits": [entry.as_record() for entry in entries]}


def remind(move: Move) -> None:
    """Whoever owns a limit that will soon pass is told, once for each reminder of the pack."""
    board = move.desk.board
    reminded = board.reminders(move.on)
    for clock in reminded:
        move.enqueue("tell_soon", key=f"{clock.pk}:{clock.due_on}:{move.on}", clock=clock.pk)
        board.mark_reminded(clock, move.on)
    move.record = {"clocks": [clock.name for clock in reminded]}


register(
    Action(
        name="recount",
        label=gettext_lazy("Count the limits again after a change of the calendar"),
        roles=NOBODY,
        states=ANY,
        apply=recount,
    )
)
register(
    Action(
        name="remind",
        label=gettext_lazy("Remind of a limit that will soon pass"),
        roles=NOBODY,
        states=ANY,
        apply=remind,
    )
)
