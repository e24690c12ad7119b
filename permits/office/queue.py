"""The work list: cases by nearest running limit, with whom each is and until when. Constant queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Prefetch, Q, Subquery

from permits.following import in_whose_hands
from permits.models import Permit
from permits.office.mine import Posts
from permits.office.turn import limit_passed, my_turn
from permits.office.words import days_left, language, object_of, procedure_of, state_of
from workflows.consultation import SeatState
from workflows.explain import explain
from workflows.lifecycle import State
from workflows.models import Case, Clock, Consultation
from workflows.models.case import CaseQuerySet
from workflows.models.clock import ClockState

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case as one line."""

    case: Case
    title: str
    object: str
    state: str
    tone: str
    hands: str
    due: date | None
    left: str
    why: str
    passed: bool
    mine: bool


def found(posts: Posts, filters: Mapping[str, Any]) -> CaseQuerySet:
    """The cases that the filters of the address leave, the nearest limit first."""
    cases = posts.cases()
    if state := filters.get("state"):
        cases = cases.filter(state=state)
    if kind := filters.get("kind"):
        cases = cases.filter(kind=kind)
    if filters.get("passed"):
        cases = cases.filter(limit_passed())
    if filters.get("mine"):
        cases = cases.filter(pk__in=posts.cases().filter(my_turn(posts)).values("pk"))
    if text := filters.get("q"):
        cases = cases.filter(speaks_of(text))
    return cases.annotate(due=_nearest()).order_by(F("due").asc(nulls_last=True), "-pk")


def speaks_of(text: str, path: str = "") -> Q:
    """Cases whose reference, object or land reference has this text."""
    fields = ("reference", "application__object_fr", "application__object_ar")
    wanted = Q()
    for field in fields:
        wanted |= Q(**{f"{path}{field}__icontains": text})
    return wanted


def rows(posts: Posts, cases: Iterable[Case]) -> list[QueueRow]:
    """The lines of one page of results: six queries, however many they are."""
    keys = [case.pk for case in cases]
    mine = posts.cases().filter(my_turn(posts), pk__in=keys).values_list("pk", flat=True)
    passed = Case.objects.filter(limit_passed(), pk__in=keys).values_list("pk", flat=True)
    permits = {permit.case_id: permit for permit in Permit.objects.filter(case__in=keys)}
    read = {
        case.pk: case
        for case in Case.objects.filter(pk__in=keys).select_related(*NEEDED).prefetch_related(*_with())
    }
    turn, late = set(mine), set(passed)
    return [_row(read[pk], permits.get(pk), mine=pk in turn, passed=pk in late) for pk in keys]


NEEDED = ("procedure", "commune", "authority", "application")


def _with() -> tuple[Prefetch[Any], ...]:
    awaited = Consultation.objects.filter(state=SeatState.REQUESTED).select_related("office").order_by("seat")
    running = Clock.objects.filter(state=ClockState.RUNNING).order_by("due_on", "pk")
    return (
        Prefetch("consultations", queryset=awaited, to_attr="awaited"),
        Prefetch("clocks", queryset=running, to_attr="running"),
    )


def _nearest() -> Subquery:
    clocks = Clock.objects.filter(case=OuterRef("pk"), state=ClockState.RUNNING)
    return Subquery(clocks.order_by("due_on").values("due_on")[:1])


def _row(case: Any, permit: Permit | None, *, mine: bool, passed: bool) -> QueueRow:
    state, tone = state_of(case)
    clock: Clock | None = case.running[0] if case.running else None
    why = explain(clock, language()) if clock else None
    return QueueRow(
        case=case,
        title=procedure_of(case),
        object=object_of(getattr(case, "application", None)),
        state=state,
        tone=tone,
        hands=_hands(case, permit),
        due=clock.due_on if clock else None,
        left=days_left(why.days_left) if why and why.days_left is not None else "",
        why=why.sentence if why else "",
        passed=passed,
        mine=mine,
    )


def _hands(case: Any, permit: Permit | None) -> str:
    if case.state == State.IN_REVIEW and case.awaited:
        return ", ".join(dict.fromkeys(row.office.name for row in case.awaited))
    return in_whose_hands(case, permit)
