"""The pieces: what is asked, of which projects, what has come, and what the desk found of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from permits.actions.pieces import MAIN_MAY_CHANGE
from permits.models import PieceFile, PieceStatus
from permits.views.applicant.mine import Mine, mine
from permits.views.applicant.wording import condition_of, said
from workflows import legaltime, ruling
from workflows.lifecycle import Outcome, State
from workflows.procedures.grammar import PieceSpec, Procedure

GRANTED = (Outcome.GRANTED, Outcome.DEEMED_GRANTED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A piece as its line shows it."""

    spec: PieceSpec
    title: str
    condition: str
    files: list[PieceFile]
    state: str
    tone: str
    requested: str  # the desk's reason, where it asked for the piece
    open: bool  # whether it may be handed in now

    @property
    def accept(self) -> str:
        """Endings for the browser's own dialogue."""
        return ",".join(f".{name}" for name in self.spec.formats)


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces under one heading."""

    title: str
    hint: str
    pieces: list[Wanted]


def rules_of(own: Mine) -> tuple[Procedure | None, str]:
    """The procedure, or that which a draft would be under today, or why there is none."""
    if own.case.rules is not None:
        return own.case.rules, ""
    return ruling.candidate(own.case, legaltime.today())


def wanted(own: Mine, rules: Procedure) -> list[Wanted]:
    """Every piece that these facts call for, and those that came all the same."""
    files: dict[str, list[PieceFile]] = defaultdict(list)
    for file in own.application.pieces.filter(current=True).select_related("version"):
        files[file.piece].append(file)
    reasons = {entry["piece"]: entry["reason"] for entry in own.case.requested_pieces}
    asked = own.case.state == State.INCOMPLETE
    return [
        _wanted(own, rules, spec, files.get(spec.name, []), reasons.get(spec.name, "") if asked else "")
        for spec in rules.pieces
        if spec.when is None
        or spec.when.holds(own.case.facts)
        or files.get(spec.name)
        or spec.name in reasons
    ]


def _wanted(own: Mine, rules: Procedure, spec: PieceSpec, files: list[PieceFile], reason: str) -> Wanted:
    state, tone = _state(spec, files, reason)
    opened = own.may_act and may_come(own, spec)
    return Wanted(spec, said(spec.text), condition_of(spec.when, rules), files, state, tone, reason, opened)


def may_come(own: Mine, spec: PieceSpec) -> bool:
    """Whether the act would be taken now; the door asks again (décret 2-13-424 art. 33)."""
    state = own.case.state
    if spec.category == "main" and spec.due == "deposit" and state not in MAIN_MAY_CHANGE:
        return False
    return state != State.CLOSED or own.case.outcome in GRANTED


def _state(spec: PieceSpec, files: list[PieceFile], reason: str) -> tuple[str, str]:
    if any(file.status == PieceStatus.REJECTED for file in files):
        return _("rejected"), "bad"
    if files and all(file.status == PieceStatus.ACCEPTED for file in files):
        return _("accepted"), "done"
    if files:
        return _("received"), "done"
    if reason or (spec.category == "main" and spec.due == "deposit"):
        return _("still missing"), "now"
    return _("not handed in"), ""


def groups(own: Mine, pieces: list[Wanted]) -> list[Group]:
    """Requested ones first, then main ones, then the others, each with what its lack does."""
    asked = [piece for piece in pieces if piece.requested]
    rest = [piece for piece in pieces if not piece.requested]
    main = [piece for piece in rest if piece.spec.category == "main" and piece.spec.due == "deposit"]
    others = [piece for piece in rest if piece.spec.category != "main" and piece.spec.due == "deposit"]
    later = [piece for piece in rest if piece.spec.due != "deposit"]
    found = [
        Group(_("Requested by the desk"), _("The file goes on when all of them have come."), asked),
        Group(_("Main pieces"), _("Without all of them the application cannot be deposited."), main),
        Group(_("Other pieces"), _("They inform. Their lack never rejects a file."), others),
        Group(_("Asked for later"), _("You may hand them in when their moment comes."), later),
    ]
    return [group for group in found if group.pieces]


@never_cache
@require_safe
def pieces(request: HttpRequest, pk: int) -> HttpResponse:
    """The page from which files are sent."""
    own = mine(request, pk)
    rules, problem = rules_of(own)
    listed = wanted(own, rules) if rules else []
    context = {
        "own": own,
        "groups": groups(own, listed),
        "problem": problem,
        "open": any(p.open for p in listed),
    }
    return render(request, "applicant/pieces.html", context)
