"""Sittings of the commissions: those of my offices, and those that look at cases that I see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from permits.office import casefile
from permits.office.casefile import SeatShown
from permits.office.mine import Posts
from permits.office.turn import MINUTING
from permits.office.words import object_of, procedure_of
from workflows.lifecycle import State
from workflows.models import AgendaItem, Case, Sitting


@dataclass(frozen=True, slots=True)
class ItemShown:
    """A case of an agenda."""

    item: AgendaItem
    title: str
    object: str
    seats: tuple[SeatShown, ...]


def seen_by(posts: Posts) -> QuerySet[Sitting]:
    """Sittings that the person may know of, with the number of cases."""
    offices = [post.office_id for post in posts.held]
    cases = AgendaItem.objects.filter(case__in=posts.cases().values("pk")).values("sitting")
    rows = Sitting.objects.filter(Q(office__in=offices) | Q(pk__in=cases))
    return rows.select_related("office").annotate(cases=Count("items"))


def agenda_of(sitting: Sitting, posts: Posts) -> list[ItemShown]:
    """The cases of the agenda that the person sees, in their order."""
    items = sitting.items.filter(case__in=posts.cases().values("pk"))
    items = items.select_related("case__procedure", "case__commune", "case__application").order_by("position")
    return [_item(item) for item in items]


def _item(item: AgendaItem) -> ItemShown:
    case = item.case
    seats = [seat for seat in casefile.seats_of(case) if seat.row.round == item.round]
    return ItemShown(item, procedure_of(case), object_of(getattr(case, "application", None)), tuple(seats))


def not_on_an_agenda(sitting: Sitting, posts: Posts) -> list[tuple[Case, str]]:
    """Cases in review that no sitting of this round looks at yet, for whoever keeps the agenda."""
    if sitting.office_id not in posts.offices(*MINUTING) or sitting.on < posts.day:
        return []
    cases = posts.cases().filter(state=State.IN_REVIEW).select_related("procedure").order_by("deposited_on")
    waiting = [case for case in cases[:200] if case.agenda_round != case.round]
    return [(case, procedure_of(case)) for case in waiting]
