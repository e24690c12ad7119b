"""People join and leave a deposited case; their ways in follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from permits.models import Party, PartyRole
from permits.parties import OWNERS, account_of, enter, leave, living, reasons_of, somebody_acts
from workflows.access import APPLICANT
from workflows.actions.completeness import WithReason
from workflows.actions.roles import DESK, PARTY
from workflows.facts import Facts
from workflows.lifecycle import OPEN
from workflows.move import Move
from workflows.reasons import Reason, Refused
from workflows.registry import Action, Payload, register


class AddParty(Payload):
    """Who joins, as what. ``account`` is the address of the account that gets a way in, if any."""

    role: PartyRole
    name_fr: str = Field(min_length=1, max_length=200)
    name_ar: str = Field(default="", max_length=200)
    is_company: bool = False
    identity: str = Field(default="", max_length=60)
    address: str = Field(default="", max_length=300)
    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=30)
    account: str = Field(default="", max_length=254)
    may_act: bool = False
    mandate_text: str = Field(default="", max_length=300)


class EndParty(WithReason):
    """Who leaves, and why."""

    party: int


def acting_needs_an_account(facts: Facts, values: Any) -> Iterator[Reason]:
    """To act, one signs in."""
    if values is not None and values.may_act and not values.account:
        yield Reason("no_account", _("Whoever acts for the applicant needs an account: give its address."))


def add_party(move: Move) -> None:
    """Enter a party, with a way in if there is an account."""
    _owners_are_the_desks(move, move.payload.role)
    fields = move.payload.model_dump(exclude={"account"})
    try:
        party = enter(move.case.application, on=move.on, user=account_of(move.payload.account), **fields)
    except ValidationError as error:
        raise Refused(reasons_of(error)) from error
    move.record = {"party": party.pk, "role": party.role, "user": party.user_id, "may_act": party.may_act}
    move.result["party"] = party.pk


def end_party(move: Move) -> None:
    """End a party and its way in; an owner, and somebody who acts, must remain."""
    parties = living(move.case.application)
    party = next((one for one in parties if one.pk == move.payload.party), None)
    if party is None:
        raise Refused([Reason("party", _("There is no such party on this case."))])
    _owners_are_the_desks(move, party.role)
    rest = [one for one in parties if one.pk != party.pk]
    leave(party, on=move.on)
    _enough_remain(move, party, rest)
    move.record = {"party": party.pk, "role": party.role, "reason": move.payload.reason}


def _owners_are_the_desks(move: Move, role: str) -> None:
    """Once the file is deposited, the desk changes its owners, on the titles that it is shown."""
    if role in OWNERS and move.standing.role == APPLICANT:
        raise Refused([Reason("owners", _("The desk records a change of owner: show it the title."))])


def _enough_remain(move: Move, party: Party, rest: list[Party]) -> None:
    """Refuse an end that would leave the case without an owner or without anybody who acts."""
    if party.role in OWNERS and not any(one.role in OWNERS for one in rest):
        raise Refused([Reason("no_owner", _("Add the new owner first: a case always has one."))])
    if not somebody_acts(move.case.application, rest):
        text = _("Add somebody who acts for the applicant first: nobody would remain.")
        raise Refused([Reason("nobody_acts", text)])


register(
    Action(
        name="add_party",
        label=gettext_lazy("Add a party to the case"),
        roles=PARTY | DESK,
        states=frozenset(OPEN),
        guards=(acting_needs_an_account,),
        payload=AddParty,
        apply=add_party,
    )
)
register(
    Action(
        name="end_party",
        label=gettext_lazy("End the part of somebody in the case"),
        roles=PARTY | DESK,
        states=frozenset(OPEN),
        payload=EndParty,
        apply=end_party,
    )
)
