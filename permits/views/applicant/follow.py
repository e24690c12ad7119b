"""Where a deposited file is, in whose hands, until when, and what its applicant must do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from permits.checking import title_of as paper_title
from permits.dossier import dossier_of
from permits.fees import outstanding
from permits.following import in_whose_hands
from permits.lifecycle import PermitState
from permits.models import Permit
from permits.parts import FileRow, Moment
from permits.register import STATUS_OF
from permits.views.applicant.mine import Mine
from permits.views.applicant.opinions import Said, opinions_of
from permits.views.applicant.timeline import moments_of
from workflows.explain import explain
from workflows.lifecycle import State
from workflows.models import Clock


@dataclass(frozen=True, slots=True)
class Todo:
    """What the applicant must do, by when, and where."""

    text: str
    address: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A running limit in words."""

    label: str
    sentence: str
    lines: tuple[str, ...]
    due: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """The whole answer."""

    state: str
    permit: Permit | None
    permit_state: str
    fees_due: Decimal
    hands: str
    due: date | None
    left: str
    why: str  # which limit that is
    late: bool
    todos: list[Todo]
    limits: list[Limit]
    said: list[Said]
    papers: list[FileRow]
    moments: list[Moment]


def followed(own: Mine) -> Followed:
    """Everything that the page of a deposited file says."""
    case = own.case
    permit = Permit.objects.filter(case=case).first()
    clocks = list(case.clocks.open().order_by("due_on", "pk"))
    first = next((clock for clock in clocks if clock.due_on and not clock.of_seat), None)
    said = opinions_of(own)
    return Followed(
        state=str(case.get_outcome_display() or case.get_state_display()),
        permit=permit,
        permit_state=str(STATUS_OF[PermitState(permit.state)][2]) if permit else "",
        fees_due=outstanding(permit) if permit else Decimal(0),
        hands=in_whose_hands(case, permit),
        due=first.due_on if first else None,
        left=_left(first),
        why=first.rule.text.in_language(get_language() or "fr") if first else "",
        late=bool(first and (explain(first, "en").days_left or 0) < 0),
        todos=_todos(own, permit, said),
        limits=[_limit(clock) for clock in clocks],
        said=said,
        papers=_papers(own),
        moments=moments_of(case),
    )


def _left(clock: Clock | None) -> str:
    """How long is left, or how long it is late."""
    left = explain(clock, "en").days_left if clock else None
    if left is None:
        return ""
    if left == 0:
        return _("last day today")
    sentence = _("days left: %(n)s") if left > 0 else _("days late: %(n)s")
    return sentence % {"n": abs(left)}


def _limit(clock: Clock) -> Limit:
    told = explain(clock, get_language() or "fr")
    label = clock.rule.text.in_language(get_language() or "fr")
    return Limit(label, told.sentence, told.lines, clock.due_on, (told.days_left or 0) < 0)


def _todos(own: Mine, permit: Permit | None, said: list[Said]) -> list[Todo]:
    case = own.case
    if not own.may_act:
        return []
    todos = []
    if case.state == State.INCOMPLETE:
        todos.append(
            _to_pieces(own, _("Hand in the pieces that the desk has requested, then send the file back."))
        )
    if case.state == State.AMENDING:
        text = _("Deposit the amended documents, say what changed, and resubmit.")
        todos.append(Todo(text, own.address("my_amendments"), _("Amended plans")))
    todos += _later(own, permit)
    if (
        any(reserve.status == "open" for one in said for reserve in one.reserves)
        and case.state != State.SIGNING
    ):
        todos.append(Todo(_("Say how you meet the reserves below."), "#opinions", _("Reserves")))
    return todos


def _later(own: Mine, permit: Permit | None) -> list[Todo]:
    """What is asked after the opinions and before delivery."""
    dossier, todos = dossier_of(own.case), []
    if own.case.state == State.DECIDING and dossier.missing_after_favourable:
        names = _(", ").join(dossier.missing_after_favourable)
        todos.append(_to_pieces(own, _("Hand in before the signature: %(names)s.") % {"names": names}))
    if permit is not None and permit.state == PermitState.AWAITING_PAYMENT:
        todos.append(Todo(_("Pay the fees at the cash office of the commune; the slip is among the papers.")))
    if permit is not None and dossier.permit and dossier.permit.missing_before_delivery:
        names = _(", ").join(dossier.permit.missing_before_delivery)
        todos.append(_to_pieces(own, _("Hand in before the delivery: %(names)s.") % {"names": names}))
    return todos


def _to_pieces(own: Mine, text: str) -> Todo:
    return Todo(text, own.address("my_pieces"), _("Pieces"))


def _papers(own: Mine) -> list[FileRow]:
    """Papers and stamped plans, the latest first."""
    rows = own.case.papers.select_related("version").order_by("-pk")
    return [
        FileRow(
            name=paper_title(own.case, paper.name) + (f" {paper.number}" if paper.number else ""),
            address=reverse("permits:paper", args=[paper.version_id]),
            kind="PDF",
            size=paper.version.size,
            state=str(paper.get_status_display()) if paper.status != "valid" else "",
            tone="warn",
        )
        for paper in rows
    ]
