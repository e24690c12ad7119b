"""The sitting at which a case was examined.

Settings of the office that holds it: ``sitting_hour`` ("09:30"), ``sitting_place``, ``sitting_chair``.
"""

from __future__ import annotations

from datetime import datetime, time

from accounts.models import OfficeKind
from permits.papers.words import Both
from permits.writing.texts import setting
from workflows.commission import committee_for
from workflows.models import AgendaItem, Case, Sitting, SittingState

USUAL_HOUR = time(9)  # when the office sets none: the agenda of a sitting knows its day only
TOWN_HALL = Both("l’hôtel de ville", "مقر الجماعة")
PREFECTURE = Both("la préfecture", "مقر العمالة")
PRESIDENT = Both("le président du conseil communal ou son représentant", "رئيس مجلس الجماعة أو من يمثله")
GOVERNOR = Both("le gouverneur ou son représentant", "العامل أو من يمثله")
OF_THE_PREFECTURE = (OfficeKind.PREFECTURE, OfficeKind.COMMITTEE, OfficeKind.WILAYA)


def last_held(case: Case) -> AgendaItem | None:
    """The last sitting with minutes of this case. One query."""
    rows = AgendaItem.objects.filter(case=case, minuted_on__isnull=False)
    return rows.select_related("sitting__office").order_by("-round").first()


def awaited(case: Case) -> AgendaItem | None:
    """The sitting that will examine this case. One query."""
    rows = AgendaItem.objects.filter(case=case, minuted_on__isnull=True)
    return rows.select_related("sitting__office").order_by("-round").first()


def expected(case: Case) -> Sitting | None:
    """The sitting that the receipt announces: that of the agenda, else the next one planned. Two queries."""
    item = awaited(case)
    if item is not None:
        return item.sitting
    if case.deposited_on is None or case.rules is None:
        return None
    office = committee_for(case.commune, case.rules, case.deposited_on) or case.commune
    planned = Sitting.objects.filter(office=office, state=SittingState.PLANNED, on__gt=case.deposited_on)
    return planned.select_related("office").order_by("on").first()


def moment(sitting: Sitting) -> datetime:
    """Day and hour, local time."""
    return datetime.combine(sitting.on, _hour(sitting))


def place(sitting: Sitting) -> Both:
    """Where it is held."""
    usual = PREFECTURE if sitting.office.kind in OF_THE_PREFECTURE else TOWN_HALL
    return setting(sitting.office, "sitting_place") or usual


def chair(sitting: Sitting) -> Both:
    """Who chairs it."""
    usual = GOVERNOR if sitting.office.kind in OF_THE_PREFECTURE else PRESIDENT
    return setting(sitting.office, "sitting_chair") or usual


def _hour(sitting: Sitting) -> time:
    said = setting(sitting.office, "sitting_hour")
    try:
        return time.fromisoformat(said.fr) if said else USUAL_HOUR
    except ValueError:
        return USUAL_HOUR
