"""Opening an application and describing it: parties, parcels, object. Deposit comes later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Office, User
from permits.models import Application, Parcel, Party, Permit
from permits.parties import enter, reasons_of
from workflows import access, legaltime
from workflows.lifecycle import State
from workflows.models import Case, ProcedureVersion
from workflows.reasons import Reason, Refused


@dataclass(frozen=True, kw_only=True)
class Described:
    """What a draft says of the project."""

    object_fr: str = ""
    object_ar: str = ""
    planning_fr: str = ""
    planning_ar: str = ""


def open_draft(
    *, by: User, commune: Office, kind: str, described: Described, amends: Permit | None = None
) -> Application:
    """A draft, which only its author sees. Refused if the kind cannot be applied for there today."""
    today = legaltime.today()
    if not ProcedureVersion.objects.in_force(commune.country, today).filter(kind=kind).exists():
        raise Refused(
            [Reason("kind", _("There is no procedure “%(kind)s” to apply for today.") % {"kind": kind})]
        )
    with transaction.atomic():
        case = Case.objects.create(commune=commune, authority=commune, country=commune.country, kind=kind)
        application = Application.objects.create(
            case=case, created_by=by, amends=amends, **{name: getattr(described, name) for name in _TEXTS}
        )
        access.open_to_person(case, by, write=True, source=f"author:{by.pk}", on=today)
    return application


_TEXTS = ("object_fr", "object_ar", "planning_fr", "planning_ar")


def add_party(application: Application, *, by: User, **fields: Any) -> Party:
    """Add somebody to the case; with an account, the party gets a way in: to act, or to follow."""
    with transaction.atomic(), checked():
        must_be_draft(application, by)
        return enter(application, on=legaltime.today(), **fields)


def add_parcel(
    application: Application,
    *,
    by: User,
    land_reference: str,
    area_m2: Decimal,
    geometry: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Parcel:
    """Add a parcel of the land concerned."""
    with transaction.atomic(), checked():
        must_be_draft(application, by)
        parcel = Parcel(
            application=application,
            land_reference=land_reference,
            area_m2=area_m2,
            geometry=geometry,
            **fields,
        )
        parcel.full_clean()
        parcel.save()
    return parcel


@contextmanager
def checked() -> Iterator[None]:
    """Refuse what a row finds wrong with itself, field by field."""
    try:
        yield
    except ValidationError as error:
        raise Refused(reasons_of(error)) from error


def must_be_draft(application: Application, by: User) -> None:
    """Under the lock of the case: only who acts for the applicant, and only before deposit."""
    case = (
        Case.objects.select_for_update()
        .visible_to(by, legaltime.today())
        .filter(pk=application.case_id)
        .first()
    )
    if case is None or case.state != State.DRAFT:
        raise Refused(
            [Reason("state", _("The application is deposited: it can no longer be changed in this way."))]
        )
    if access.APPLICANT not in {person.role for person in access.standings(by, case, legaltime.today())}:
        raise Refused(
            [Reason("not_yours", _("You follow this file: whoever acts for the applicant changes it."))]
        )
