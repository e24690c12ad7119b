"""The opinions as given, with their reserves, round by round."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from permits.views.applicant.mine import Mine
from permits.views.applicant.wording import said
from workflows.consultation import OpinionValue, SeatState
from workflows.models import Consultation, Opinion, Reserve

TONES = {
    OpinionValue.FAVOURABLE: "good",
    OpinionValue.WITH_RESERVES: "warn",
    OpinionValue.UNFAVOURABLE: "bad",
    OpinionValue.ADJOURNED: "warn",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One seat in one round; without an opinion, what is awaited and until when."""

    seat: str
    office: str
    round: int
    value: str
    tone: str
    on: date | None
    due: date | None
    text: str = ""
    deemed: bool = False
    reserves: list[Reserve] = field(default_factory=list)


def opinions_of(own: Mine) -> list[Said]:
    """Latest round first. Nobody is named: a seat speaks for its office. Three queries."""
    rows = own.case.consultations.exclude(state=SeatState.WITHDRAWN).select_related("office")
    given = Opinion.objects.filter(consultation__case=own.case, current=True).prefetch_related("reserves")
    by_seat = {opinion.consultation_id: opinion for opinion in given}
    return [_said(own, row, by_seat.get(row.pk)) for row in rows.order_by("-round", "seat")]


def _said(own: Mine, row: Consultation, opinion: Opinion | None) -> Said:
    spec = own.case.rules.seat(row.seat) if own.case.rules else None
    value = opinion.value if opinion else row.deemed
    return Said(
        seat=said(spec.text) if spec else row.office.name,
        office=row.office.name,
        round=row.round,
        value=str(OpinionValue(value).label) if value else "",
        tone=TONES.get(OpinionValue(value), "") if value else "",
        on=opinion.given_on if opinion else row.settled_on,
        due=row.due_on,
        text=opinion.text if opinion else "",
        deemed=bool(row.deemed and not opinion),
        reserves=list(opinion.reserves.all()) if opinion else [],
    )
