"""The page of a case: limits, seats, pieces, papers, money, history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.functions import Function
from permits.checking import title_of
from permits.fees import outstanding
from permits.models import Decision, DecisionState, PieceStatus
from permits.office.words import TONE_OF_OPINION, language, piece_name, seat_name
from permits.parts import FileRow
from workflows.consultation import OpinionValue
from workflows.explain import Explanation, explain
from workflows.models import Case, Clock, Consultation, Opinion
from workflows.registry import action_named

TONE_OF_PIECE = {PieceStatus.ACCEPTED: "good", PieceStatus.REJECTED: "bad"}


@dataclass(frozen=True, slots=True)
class LimitShown:
    """A limit and why it ends on that day."""

    clock: Clock
    why: Explanation
    late: bool


@dataclass(frozen=True, slots=True)
class SeatShown:
    """A seat, and what it said in one round."""

    row: Consultation
    name: str
    said: str
    tone: str
    opinion: Opinion | None
    earlier: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class ActShown:
    """A line of the journal."""

    label: str
    on: date
    who: str
    recorded_at: Any
    text: str


def limits_of(case: Case) -> tuple[list[LimitShown], list[LimitShown]]:
    """Limits that run or wait, the next to pass first; then the settled ones."""
    rows = list(case.clocks.order_by("due_on", "pk"))
    shown = [_limit(clock) for clock in rows]
    return (
        [limit for limit in shown if not limit.clock.settled],
        [limit for limit in shown if limit.clock.settled],
    )


def _limit(clock: Clock) -> LimitShown:
    why = explain(clock, language())
    late = clock.passed_on is not None or (why.days_left is not None and why.days_left < 0)
    return LimitShown(clock, why, late)


def seats_of(case: Case) -> list[SeatShown]:
    """Every request, the last round first."""
    rows = case.consultations.select_related("office").prefetch_related(
        "opinions__reserves", "opinions__given_by"
    )
    return [_seat(case, row) for row in rows.order_by("-round", "seat")]


def _seat(case: Case, row: Consultation) -> SeatShown:
    opinions = sorted(row.opinions.all(), key=lambda opinion: opinion.pk)
    current = next((opinion for opinion in opinions if opinion.current), None)
    value = current.value if current else row.deemed
    tone = TONE_OF_OPINION[OpinionValue(value)] if value else ("warn" if row.late else "now")
    text = str(OpinionValue(value).label) if value else str(row.get_state_display())
    if value and current is None:
        text = _("%(opinion)s, by silence") % {"opinion": text}
    earlier = tuple(opinion for opinion in opinions if not opinion.current)
    return SeatShown(row, seat_name(case, row.seat, row), text, tone, current, earlier)


def pieces_of(case: Case) -> list[tuple[str, list[FileRow]]]:
    """Files that count, by piece, in the order of the pack; what is due and missing is named too."""
    rules = case.rules
    order = {spec.name: rank for rank, spec in enumerate(rules.pieces)} if rules else {}
    grouped: dict[str, list[FileRow]] = {}
    if rules is not None:
        grouped = {spec.name: [] for spec in rules.pieces_due(case.facts, "deposit")}
    application = getattr(case, "application", None)
    files = application.pieces.filter(current=True).select_related("version") if application else ()
    for file in files:
        grouped.setdefault(file.piece, []).append(
            FileRow(
                name=file.version.file_name,
                address=reverse("permits:piece", args=[file.pk]),
                kind=(file.version.format or "").upper(),
                size=file.version.size,
                note=file.reason,
                state=file.get_status_display(),
                tone=TONE_OF_PIECE.get(PieceStatus(file.status), ""),
            )
        )
    names = sorted(grouped, key=lambda name: order.get(name, len(order)))
    return [(piece_name(case, name), grouped[name]) for name in names]


def papers_of(case: Case) -> list[FileRow]:
    """Papers issued for the case."""
    rows = case.papers.select_related("version")
    return [
        FileRow(
            name=title_of(case, paper.name),
            address=reverse("permits:paper", args=[paper.version_id]),
            kind="PDF",
            size=paper.version.size,
            note=paper.number,
            state=paper.get_status_display() if paper.status != "valid" else "",
            tone="warn",
        )
        for paper in rows
    ]


def decision_of(case: Case) -> Decision | None:
    """The decision that is prepared or signed."""
    rows = Decision.objects.filter(case=case).exclude(state=DecisionState.VOID)
    return rows.select_related("number", "unsigned").first()


def money_of(case: Case) -> dict[str, Any] | None:
    """What is due, what came in, what is left to pay. None before a permit."""
    permit = getattr(case, "permit", None)
    if permit is None:
        return None
    fees = {fee.name: fee.text.in_language(language()) for fee in case.rules.fees} if case.rules else {}
    lines = list(permit.fees.order_by("pk"))
    left: Decimal = outstanding(permit)
    return {
        "permit": permit,
        "lines": [(fees.get(line.name, line.name), line) for line in lines],
        "payments": list(permit.payments.select_related("recorded_by").order_by("pk")),
        "left": left,
        "currency": lines[0].currency if lines else "MAD",
    }


def history_of(case: Case) -> list[ActShown]:
    """The journal, newest first: who, in which function of which office, on which legal date."""
    rows = case.journal.filter(subject="case").select_related("actor", "delegation", "body").order_by("-seq")
    return [
        ActShown(_label(row.action), row.effective_on, ", ".join(_who(row)), row.recorded_at, _reason(row))
        for row in rows
    ]


def _label(name: str) -> str:
    action = action_named(name)
    return str(action.label) if action else name


def _who(row: Any) -> Iterator[str]:
    if row.actor is None:
        yield _("The law, at its date")
        return
    yield str(row.actor)
    if row.function in Function.values:
        yield str(Function(row.function).label)
    elif row.function == "applicant":
        yield _("for the applicant")
    if row.delegation is not None:
        yield _("by delegation: %(act)s") % {"act": row.delegation.act}


def _reason(row: Any) -> str:
    """The word that came with the act, if it has one."""
    body = getattr(row, "body", None)
    payload = body.payload if body else None
    return str(payload.get("reason", "")) if isinstance(payload, dict) else ""
