"""What is asked, by whom, on which land."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Profession
from permits.models import Application, Parcel, Party, PartyRole
from permits.papers.contexts import FactLine, Land, PartyLine, Project
from permits.papers.words import Both
from permits.writing.facts import fact_lines
from permits.writing.problems import CannotWrite
from permits.writing.texts import either, heading
from workflows.models import Case
from workflows.procedures.grammar import Procedure

OWNERS = (PartyRole.OWNER, PartyRole.CO_OWNER)
PROFESSIONS = {
    PartyRole.DESIGNER: Profession.ARCHITECT,
    PartyRole.SURVEYOR: Profession.SURVEYOR,
    PartyRole.ENGINEER: Profession.ENGINEER,
}
NOT_SAID = Both("adresse non précisée", "عنوان غير محدد")


def application_of(case: Case) -> Application:
    """The application of the case. Raises ``CannotWrite``."""
    application = Application.objects.filter(case=case).first()
    if application is None:
        raise CannotWrite(_("This case has no application: nothing can be written of it."))
    return application


def project(case: Case, rules: Procedure, application: Application, on: date, *, facts: bool) -> Project:
    """The project as it is asked on that day, with its declared ``facts`` or without. Four queries."""
    parties = _parties(application, on)
    owners = tuple(_line(party) for party in parties if party.role in OWNERS)
    agents = tuple(_agent(party) for party in parties if party.role == PartyRole.AGENT)
    if not owners:
        raise CannotWrite(_("Name the owner of the project."))
    return Project(
        subject=either(application.object_fr, application.object_ar),
        owners=owners,
        designers=tuple(_line(party) for party in parties if party.role in PROFESSIONS),
        land=land(application.parcels.order_by("pk")),
        facts=(*agents, *(fact_lines(rules, case.facts) if facts else ())),
    )


def land(parcels: Iterable[Parcel]) -> Land:
    """The parcels, together. Raises ``CannotWrite`` when there is none."""
    rows = list(parcels)
    if not rows:
        raise CannotWrite(_("Give the land reference of at least one parcel."))
    placed = next((row for row in rows if row.address_fr or row.address_ar), None)
    return Land(
        reference=", ".join(row.land_reference for row in rows),
        address=either(placed.address_fr, placed.address_ar) if placed else NOT_SAID,
        area=sum((row.area_m2 for row in rows), Decimal(0)),
    )


def _parties(application: Application, on: date) -> list[Party]:
    here = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
    return list(application.parties.filter(here).prefetch_related("user__professions"))


def _line(party: Party) -> PartyLine:
    return PartyLine(
        role=heading(PartyRole(party.role).label),
        name=party.name_fr,
        name_ar=party.name_ar,
        identity=_identity(party),
        address=party.address if party.is_company else "",
    )


def _identity(party: Party) -> str:
    """A company's register number, a designer's checked order number: never a person's identity card."""
    profession = PROFESSIONS.get(PartyRole(party.role))
    if profession is not None and party.user is not None:
        for entry in party.user.professions.all():
            if entry.profession == profession and entry.checked_on is not None:
                return f"n° {entry.order_number}"
    return party.identity if party.is_company else ""


def _agent(party: Party) -> FactLine:
    """An agent is neither owner nor designer: named apart, so that the permit is not given to him or her."""
    return FactLine(label=heading(PartyRole.AGENT.label), value=party.name_fr, value_ar=party.name_ar)
