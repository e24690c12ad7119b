"""Parts written by hand: pieces asked for, attendance, grounds of refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permits.forms import fields, words
from permits.forms.parts import Part, Picked, Rows
from permits.forms.scene import Scene
from permits.models import PieceStatus
from permits.office.words import piece_name, said, seat_name
from workflows.consultation import SeatState


def _pieces(scene: Scene) -> Iterator[Part]:
    """A box for each piece that is missing or rejected, then the others of the procedure."""
    rules, case = scene.rules, scene.case
    if rules is None:
        return
    files = list(case.application.pieces.filter(current=True))
    there = {file.piece for file in files}
    rejected = {file.piece: file.reason for file in files if file.status == PieceStatus.REJECTED}
    due = [spec.name for spec in rules.pieces_due(case.facts, "deposit")]
    missing = [name for name in due if name not in there]
    names = list(dict.fromkeys([*rejected, *missing, *due]))
    reasons = {**rejected, **{name: _("Missing") for name in missing}}
    first = [{"ask": name in reasons, "reason": reasons.get(name, "")} for name in names]
    yield Rows(
        name="pieces",
        legend=gettext_lazy("Pieces asked for"),
        hint=gettext_lazy("Tick every piece that is missing or cannot be used: the law allows one request."),
        cells={
            "ask": lambda: fields.tick(gettext_lazy("Ask for this piece")),
            "reason": lambda: fields.text(gettext_lazy("Why"), most=300),
        },
        titles={name: piece_name(case, name) for name in names},
        first=first,
        key="piece",
        wanted="ask",
    )


def _attendance(scene: Scene) -> Iterator[Part]:
    """One row for each member of the commission."""
    members = {row.office.code: row for row in scene.seats if row.state != SeatState.WITHDRAWN}
    yield Rows(
        name="attendance",
        legend=gettext_lazy("Attendance"),
        cells={
            "present": lambda: fields.tick(gettext_lazy("Present")),
            "capacity": lambda: fields.text(gettext_lazy("In what capacity")),
        },
        titles={
            code: f"{row.office.name} – {seat_name(scene.case, row.seat, row)}"
            for code, row in members.items()
        },
        first=[{"capacity": _("member of the commission")} for _code in members],
        key="office",
        needs="present",
    )


def _grounds(scene: Scene) -> Iterator[Part]:
    """The grounds that the procedure knows, then free ones."""
    rules = scene.rules
    known = {
        ground.name: {"text": said(ground.text), "article": ground.basis.law}
        for ground in (rules.grounds if rules else ())
    }
    given = [dict(entry) for entry in (scene.draft.grounds if scene.draft else ())]
    if known:
        options = {name: (f"{one['text']} ({one['article']})", one) for name, one in known.items()}
        ticked = [name for name, one in known.items() if one in given]
        hint = gettext_lazy("For a refusal.")
        yield Picked("grounds", gettext_lazy("Grounds of refusal of this procedure"), options, hint, ticked)
    free = [entry for entry in given if entry not in known.values()]
    cells = {
        "text": lambda: fields.text(gettext_lazy("Ground"), most=4000),
        "article": lambda: fields.text(gettext_lazy("Article")),
    }
    legend = gettext_lazy("Other grounds of refusal")
    yield Rows("grounds", legend, cells, add=words.adding("grounds"), first=free)


PARTS: Mapping[str, Callable[[Scene], Iterator[Part]]] = {
    "request_pieces.pieces": _pieces,
    "record_minutes.attendance": _attendance,
    "draft_decision.grounds": _grounds,
}
