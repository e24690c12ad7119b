"""How a case ends other than by a signed decision, and what follows its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from accounts.functions import Function
from accounts.posts import offices_serving, posts_of
from workflows import access
from workflows.actions.completeness import WithReason
from workflows.actions.roles import ATTESTS, DESK, PARTY
from workflows.events import Event
from workflows.facts import Facts
from workflows.lifecycle import OPEN, Outcome, State
from workflows.move import Move
from workflows.reasons import Reason, Refused
from workflows.registry import Action, Payload, register

CLOSED = frozenset({State.CLOSED})


class Notify(Payload):
    """How the applicant was notified: registered letter and its receipt, hand-over …"""

    proof: str = Field(min_length=3, max_length=500)


def silent_and_not_attested(facts: Facts, values: Any) -> Iterator[Reason]:
    """Only silence is attested, once."""
    if facts.outcome != Outcome.DEEMED_GRANTED:
        yield Reason("not_silence", _("The case did not end by silence meaning consent."))
    if facts.attested:
        yield Reason("attested", _("The silence has been attested already."))


def substitution_is_open(facts: Facts, values: Any) -> Iterator[Reason]:
    """Another authority is asked only after the limit (loi 12-90 art. 55)."""
    if not facts.substitution_open:
        yield Reason("not_open", _("The limit after which another authority may be asked has not passed."))


def not_notified(facts: Facts, values: Any) -> Iterator[Reason]:
    """Notified once."""
    if facts.notified:
        yield Reason("notified", _("The notification is recorded already."))


def withdraw(move: Move) -> None:
    """The applicant gives up; the register keeps the file."""
    move.case.withdraw(on=move.on)
    move.record = {"reason": move.payload.reason}


def attest_silence(move: Move) -> None:
    """Whom the law names attests (in Morocco the wali or governor); the paper follows."""
    move.case.attested_on = move.on
    move.record = {"deemed_on": move.case.closed_on.isoformat() if move.case.closed_on else ""}


def request_substitution(move: Move) -> None:
    """The authority that the law names takes the place of the silent one."""
    kind = move.rules.silence.substitute
    office = offices_serving(move.case.commune, [kind], move.on).get(kind) if kind else None
    if office is None:
        raise Refused([Reason("no_office", _("No substitute authority is set up for this commune."))])
    move.case.authority, move.case.decider = office, Function.LOCAL_AUTHORITY
    move.case.substitution_open = False
    access.close_source(move.case, "authority", move.on)
    access.open_to_posts(
        move.case, [(post, "substitute") for post in posts_of([office], [Function.LOCAL_AUTHORITY])], move.on
    )
    move.record = {"authority": office.code}


def notify(move: Move) -> None:
    """The applicant has the decision, on the day that the proof shows."""
    move.case.notified_on = move.on
    move.record = {"proof": move.payload.proof}


register(
    Action(
        name="withdraw",
        label=gettext_lazy("Withdraw the application"),
        roles=PARTY,
        states=frozenset(OPEN),
        payload=WithReason,
        apply=withdraw,
        event=Event.WITHDRAWN,
    )
)
register(
    Action(
        name="attest_silence",
        label=gettext_lazy("Attest that silence means consent"),
        roles=ATTESTS,
        states=CLOSED,
        guards=(silent_and_not_attested,),
        apply=attest_silence,
        event=Event.SILENCE_ATTESTED,
    )
)
register(
    Action(
        name="request_substitution",
        label=gettext_lazy("Ask the authority that takes the place of the silent one"),
        roles=PARTY,
        states=frozenset({State.FILED, State.IN_REVIEW, State.DECIDING, State.SIGNING}),
        guards=(substitution_is_open,),
        apply=request_substitution,
        event=Event.SUBSTITUTED,
    )
)
register(
    Action(
        name="notify",
        label=gettext_lazy("Record the notification of the decision"),
        roles=DESK,
        states=CLOSED,
        guards=(not_notified,),
        payload=Notify,
        apply=notify,
        event=Event.NOTIFIED,
        dated=True,
    )
)
