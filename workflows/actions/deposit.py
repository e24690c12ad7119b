"""From draft to deposit: declaring facts, ruling on the track, the numbered and dated receipt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from accounts.functions import Function
from accounts.posts import posts_of
from workflows import access, numbers, ruling
from workflows.actions.roles import DESK, PARTY
from workflows.commission import committee_for
from workflows.events import Event
from workflows.facts import Facts
from workflows.lifecycle import State
from workflows.models import Case
from workflows.move import Move
from workflows.procedures import store
from workflows.procedures.values import clean_facts
from workflows.reasons import Reason, Refused
from workflows.registry import Action, Payload, register

AT_DEPOSIT = (
    Function.DESK,
    Function.SECRETARY,
    Function.CASHIER,
    Function.PRESIDENT,
    Function.LOCAL_AUTHORITY,
)


class Declare(Payload):
    """Facts of the project, as declared."""

    facts: dict[str, Any]


class Classify(Payload):
    """An officer's ruling on the track."""

    track: str = Field(min_length=1, max_length=60)
    reason: str = Field(min_length=3, max_length=2000)


def ready_to_file(facts: Facts, values: Any) -> Iterator[Reason]:
    """A file lacking any main document is inadmissible (décret 2-13-424 art. 33)."""
    dossier = facts.dossier
    if facts.procedure is None:
        yield Reason("no_procedure", facts.ruling_problem)
    if dossier.missing_facts:
        yield Reason(
            "facts", _("Still to be declared: %(names)s.") % {"names": ", ".join(dossier.missing_facts)}
        )
    if dossier.missing_main:
        yield Reason(
            "pieces", _("Missing main pieces: %(names)s.") % {"names": ", ".join(dossier.missing_main)}
        )
    for code, problem in (("designer", dossier.designer_problem), ("parties", dossier.parties_problem)):
        if problem:
            yield Reason(code, problem)


def can_be_classified(facts: Facts, values: Any) -> Iterator[Reason]:
    """A ruling changes the track before admission only."""
    if values is not None and facts.procedure is not None and values.track == facts.procedure.track:
        yield Reason("same_track", _("The file is on this track already."))


def declare(move: Move) -> None:
    """Keep what the applicant declares, after checking each value against its question."""
    cleaned, problems = clean_facts(move.case.country, move.case.kind, move.on, move.payload.facts)
    if problems:
        raise Refused(problems)
    move.case.facts = {**move.case.facts, **cleaned}
    move.record = {"facts": cleaned}


def file(move: Move) -> None:
    """Pin the procedure, give the number, open the ways of the offices concerned."""
    case = move.case
    version, case.track_ruling = ruling.rule(case, move.on)
    case.procedure = version
    case.deposited_on, case.round = move.on, 0
    rules = move.rules
    case.decider = rules.decides
    number = numbers.next_number(case.commune, f"file:{rules.prefix}", move.on.year)
    case.reference = numbers.reference(rules.prefix, case.commune.code, move.on.year, number)
    case.file()
    open_offices(case, move.on)
    move.record = {
        "reference": case.reference,
        "procedure": version.digest if version else "",
        **case.track_ruling,
    }
    move.result["reference"] = case.reference


def open_offices(case: Case, on: date) -> None:
    """The ways of the office in charge and of the deciding authority."""
    own = [(post, "desk") for post in posts_of([case.commune], AT_DEPOSIT)]
    deciding = (
        posts_of([case.authority], [Function(case.decider)]) if case.authority_id != case.commune_id else []
    )
    committee = committee_for(case.commune, case.rules, on) if case.rules else None
    keeping = posts_of([committee], [Function.SECRETARY]) if committee else []
    ways = [*own, *((post, "authority") for post in deciding), *((post, "secretariat") for post in keeping)]
    access.open_to_posts(case, ways, on)


def ask_classification(move: Move) -> None:
    """Let the desk see a draft that no rule places."""
    access.open_to_posts(
        move.case, [(post, "desk") for post in posts_of([move.case.commune], [Function.DESK])], move.on
    )


def classify(move: Move) -> None:
    """Put the project on a track, with the reason; a deposited file is pinned and counted anew."""
    case = move.case
    case.track_ruling = {
        "track": move.payload.track,
        "by": move.actor.pk if move.actor else None,
        "reason": move.payload.reason,
        "on": move.on.isoformat(),
    }
    try:
        version, _ruling = ruling.rule(case, case.deposited_on or move.on)
    except store.NoProcedure as error:
        raise Refused([Reason("track", str(error))]) from error
    move.record = {**case.track_ruling, "procedure": version.digest if version else ""}
    if case.deposited_on is not None:
        case.procedure = version
        move.desk.board.close_case(move.on)
        move.desk.board.event(Event.FILED, case.deposited_on, facts=case.facts)


register(
    Action(
        name="declare",
        label=gettext_lazy("Declare the facts of the project"),
        roles=PARTY,
        states=frozenset({State.DRAFT}),
        payload=Declare,
        apply=declare,
    )
)
register(
    Action(
        name="file",
        label=gettext_lazy("Deposit the application"),
        roles=PARTY,
        states=frozenset({State.DRAFT}),
        guards=(ready_to_file,),
        apply=file,
        event=Event.FILED,
    )
)
register(
    Action(
        name="ask_classification",
        label=gettext_lazy("Ask the desk to classify the project"),
        roles=PARTY,
        states=frozenset({State.DRAFT}),
        apply=ask_classification,
    )
)
register(
    Action(
        name="classify",
        label=gettext_lazy("Put the project on a track, with a reason"),
        roles=DESK,
        states=frozenset({State.DRAFT, State.FILED}),
        guards=(can_be_classified,),
        payload=Classify,
        apply=classify,
    )
)
