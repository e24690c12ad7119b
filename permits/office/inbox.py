"""The inbox of a seat: opinions asked of its offices, awaited ones first, by last day. Constant queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case as When
from django.db.models import F, QuerySet, Value
from django.db.models import When as If

from permits.office.mine import AT_SEAT, Posts
from permits.office.queue import speaks_of
from permits.office.words import TONE_OF_OPINION, days_left, object_of, procedure_of, seat_name
from workflows.consultation import OpinionValue, SeatState
from workflows.models import Consultation, Opinion


@dataclass(frozen=True, slots=True)
class SeatRow:
    """An opinion asked, as one line."""

    consultation: Consultation
    seat: str
    title: str
    object: str
    state: str
    tone: str
    awaited: bool
    due: date | None
    left: str


def asked(posts: Posts, filters: Mapping[str, Any]) -> QuerySet[Consultation]:
    """The requests to the offices of this person, on cases that he or she sees."""
    rows = Consultation.objects.filter(
        office__in=posts.offices(*AT_SEAT), case__in=posts.cases().values("pk")
    )
    if state := filters.get("state"):
        rows = rows.filter(state=state)
    if filters.get("passed"):
        rows = rows.filter(late=True)
    if text := filters.get("q"):
        rows = rows.filter(speaks_of(text, "case__"))
    first = When(If(state=SeatState.REQUESTED, then=Value(0)), default=Value(1))
    ordered = rows.annotate(rank=first).order_by("rank", F("due_on").asc(nulls_last=True), "-pk")
    return ordered.select_related("office", "case__procedure", "case__application")


def rows(posts: Posts, consultations: Iterable[Consultation]) -> list[SeatRow]:
    """The lines of one page of results; one query for what was said."""
    asked = list(consultations)
    said = Opinion.objects.filter(consultation__in=asked, current=True)
    values = {opinion.consultation_id: opinion.value for opinion in said}
    return [_row(row, values.get(row.pk) or row.deemed, posts.day) for row in asked]


def _row(row: Consultation, value: str, day: date) -> SeatRow:
    awaited = row.state == SeatState.REQUESTED
    state, tone = (str(row.get_state_display()), "now" if awaited else "")
    if value and not awaited:
        state, tone = str(OpinionValue(value).label), TONE_OF_OPINION[OpinionValue(value)]
    return SeatRow(
        consultation=row,
        seat=seat_name(row.case, row.seat, row),
        title=procedure_of(row.case),
        object=object_of(getattr(row.case, "application", None)),
        state=state,
        tone=tone,
        awaited=awaited,
        due=row.due_on,
        left=days_left((row.due_on - day).days) if awaited and row.due_on else "",
    )
