"""The public register of a commune: numbers of decisions, their object and land. Nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Office
from permits.lifecycle import PermitState
from permits.models import Decision, DecisionState, Parcel, Permit
from permits.register import STATUS_OF
from workflows.models import Case


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the register."""

    number: str
    on: date | None
    title: str
    object: str
    lands: tuple[str, ...]
    state: str
    in_force: bool


def registers() -> list[Office]:
    """Offices whose register is open: those that have received a file."""
    return list(Office.objects.filter(cases__reference__isnull=False).distinct().order_by("name_fr"))


def decided(office: Office, typed: str = "", year: int | None = None) -> QuerySet[Case]:
    """Cases of an office with a signed decision or a permit by silence, latest first."""
    signed = Decision.objects.filter(case=OuterRef("pk"), state=DecisionState.SIGNED)
    rows = Case.objects.filter(Exists(signed) | Q(permit__isnull=False), commune=office)
    if year is not None:
        rows = rows.filter(closed_on__year=year)
    if words := typed.strip()[:100]:
        land = Parcel.objects.filter(application__case=OuterRef("pk"), land_reference__icontains=words)
        rows = rows.filter(
            Q(permit__number__icontains=words)
            | Exists(signed.filter(number__text__icontains=words))
            | Q(reference__icontains=words)
            | Q(application__object_fr__icontains=words)
            | Q(application__object_ar__icontains=words)
            | Exists(land)
        )
    return rows.order_by("-closed_on", "-pk")


def shown(rows: QuerySet[Case]) -> QuerySet[Case]:
    """With all that a line needs, in a constant number of queries. A procedure is long: each comes once."""
    return rows.select_related("application", "permit").prefetch_related(
        "procedure", "application__parcels", "decisions__number"
    )


def line(case: Case, language: str) -> Line:
    """A case as the register shows it."""
    permit: Permit | None = getattr(case, "permit", None)
    signed = [decision for decision in case.decisions.all() if decision.state == DecisionState.SIGNED]
    decision: Decision | None = signed[0] if signed else None
    application = case.application
    texts = (application.object_ar, application.object_fr)
    subject = next((text for text in (texts if language == "ar" else texts[::-1]) if text), "")
    number = permit.number if permit else (decision.number.text if decision and decision.number else "")
    state, in_force = _state(case, permit)
    return Line(
        number=number,
        on=permit.granted_on if permit else (decision.signed_on if decision else case.closed_on),
        title=case.rules.title.in_language(language) if case.rules else case.kind,
        object=subject,
        lands=tuple(parcel.land_reference for parcel in application.parcels.all()),
        state=state,
        in_force=in_force,
    )


def _state(case: Case, permit: Permit | None) -> tuple[str, bool]:
    if permit is None:
        return str(case.get_outcome_display()), False
    _code, valid, text = STATUS_OF[PermitState(permit.state)]
    return str(text), valid
