"""Changing what a draft says: its object, its land, its parties. Once deposited, acts do it."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction

from accounts.models import User
from permits.drafts import Described, checked, must_be_draft
from permits.models import Application
from workflows import access, legaltime


def describe(application: Application, *, by: User, described: Described) -> None:
    """Say again what the project is. Raises ``Refused``."""
    with transaction.atomic(), checked():
        must_be_draft(application, by)
        values = asdict(described)
        for name, value in values.items():
            setattr(application, name, value)
        application.full_clean(exclude=["case", "amends", "created_by"])
        application.save(update_fields=list(values))


def remove_parcel(application: Application, *, by: User, parcel: int) -> None:
    """Take a parcel out of the draft; one that is gone already changes nothing."""
    with transaction.atomic():
        must_be_draft(application, by)
        application.parcels.filter(pk=parcel).delete()


def remove_party(application: Application, *, by: User, party: int) -> None:
    """Take a party out of the draft; its way in ends with the day. Nothing official knew of it yet.

    The author stays the author, also when taken out as a party.
    """
    with transaction.atomic():
        must_be_draft(application, by)
        if application.parties.filter(pk=party).delete()[0]:
            access.close_source(application.case, f"party:{party}", legaltime.today())
