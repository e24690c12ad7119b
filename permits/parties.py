"""Who is part of a case: entering, leaving, and the ways in that follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from permits.models import Application, Party, PartyRole
from workflows import access
from workflows.models import Case
from workflows.reasons import Reason, Refused
from workflows.ways import Way

OWNERS = (PartyRole.OWNER, PartyRole.CO_OWNER)


def enter(application: Application, *, on: date, **fields: Any) -> Party:
    """Add somebody; with an account, the party gets a way in: to act, or to follow.

    The caller holds the lock of the case. Raises ``ValidationError``.
    """
    party = Party(application=application, added_on=on, **fields)
    party.full_clean()
    party.save()
    if party.user is not None:
        access.open_to_person(
            application.case, party.user, write=party.may_act, source=f"party:{party.pk}", on=on
        )
    return party


def leave(party: Party, *, on: date) -> None:
    """End a party; the ways in end with that day. The caller holds the lock of the case.

    Whoever leaves keeps no way in for having typed the application, either.
    """
    party.ended_on = on
    party.save(update_fields=["ended_on"])
    case = party.application.case
    access.close_source(case, f"party:{party.pk}", on)
    if party.user_id == party.application.created_by_id:
        access.close_source(case, f"author:{party.user_id}", on)


def living(application: Application) -> list[Party]:
    """The parties of today."""
    return list(application.parties.filter(ended_on__isnull=True).select_related("user"))


def somebody_acts(application: Application, parties: Sequence[Party]) -> bool:
    """Whether, with these parties, somebody with an account still acts for the applicant."""
    return any(party.may_act and party.user_id for party in parties) or not _author_left(application)


def _author_left(application: Application) -> bool:
    ended = application.parties.filter(ended_on__isnull=False)
    return ended.filter(user=application.created_by_id).exists()


def reasons_of(error: ValidationError) -> list[Reason]:
    """Each thing that is wrong with a party, by field."""
    if not hasattr(error, "error_dict"):
        return [Reason("party", text) for text in error.messages]
    return [
        Reason("party" if name == NON_FIELD_ERRORS else f"payload:{name}", text)
        for name, texts in error.message_dict.items()
        for text in texts
    ]


def account_of(address: str) -> User | None:
    """The active account with this address; None if no address is given. Refused if nobody has it."""
    if not address:
        return None
    found = User.objects.filter(email=address.lower(), is_active=True).first()
    if found is None:
        text = _("Nobody has an account with the address %(address)s: leave it empty, or ask for one first.")
        raise Refused([Reason("account", text % {"address": address})])
    return found


def ways_of_people(cases: Sequence[Case]) -> Iterator[tuple[Way, date]]:
    """The personal ways that should be open: parties of today, and authors who have not left."""
    parties = Party.objects.filter(application__case__in=cases, user__isnull=False)
    left: set[tuple[int, int]] = set()
    for case_id, user_id, pk, may_act, added_on, ended_on in parties.values_list(
        "application__case_id", "user_id", "pk", "may_act", "added_on", "ended_on"
    ):
        if ended_on is not None:
            left.add((case_id, user_id))
            continue
        yield Way(case_id, "user", user_id, _permission(may_act), f"party:{pk}"), added_on
    for case_id, author, made, deposited_on in Application.objects.filter(case__in=cases).values_list(
        "case_id", "created_by_id", "created_at", "case__deposited_on"
    ):
        if (case_id, author) not in left:
            yield Way(case_id, "user", author, "write_case", f"author:{author}"), _since(made, deposited_on)


def _since(made: datetime, deposited_on: date | None) -> date:
    """A draft is made before its deposit, also where a demonstration moved legal time."""
    day = timezone.localdate(made)
    return min(day, deposited_on) if deposited_on else day


def _permission(may_act: bool) -> str:
    return "write_case" if may_act else "view_case"
