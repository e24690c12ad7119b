"""The request to amend the plans after the opinions (décret 2-13-424 art. 37)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from permits.papers.contexts import AmendmentRequest, OpinionBlock, Reserve
from permits.writing import limits, opinions, sittings
from permits.writing.acts import last_act
from permits.writing.frame import frame
from permits.writing.issuers import decider
from permits.writing.problems import CannotWrite
from permits.writing.project import application_of
from permits.writing.scope import Scope
from permits.writing.texts import name
from workflows.events import Event
from workflows.procedures.grammar import Procedure

#: What the authority asks is no opinion: no value is printed beside it.
NO_OPINION = "request"


def amendment_request(scope: Scope) -> AmendmentRequest:
    """What the authority asks, and the opinions that call for it. Raises ``CannotWrite`` if none."""
    case, rules = scope.case, scope.rules
    blocks = (*_asked(scope), *_calling(scope))
    if not blocks:
        raise CannotWrite(_("No amendment was requested on this case."))
    item = sittings.last_held(case)
    return AmendmentRequest(
        **frame(scope, application_of(case)),
        opinions=blocks,
        sitting_on=item.sitting.on if item else None,
        restarts=any(Event.RESUBMITTED in clock.restarts_on for clock in rules.clocks),
        answer=limits.limit_of(case, rules, _answer(rules)),
        basis=_basis(rules),
    )


def _calling(scope: Scope) -> Iterator[OpinionBlock]:
    """Opinions that ask for changes. A reserve already lifted asks for nothing more."""
    rows = opinions.seats(scope.case, scope.rules)
    for block in opinions.blocks(scope.case, scope.rules, rows, lifted=False):
        if block.opinion in opinions.CALLING_FOR_CHANGES and (block.reserves or block.observations):
            yield block


def _asked(scope: Scope) -> Iterator[OpinionBlock]:
    """The items that the authority wrote in its request."""
    entry, said = last_act(scope.case, "request_amendments")
    items = [str(item) for item in said.get("items", ()) if str(item).strip()]
    if entry is None or not items:
        return
    by = decider(scope.case, scope.rules)
    yield OpinionBlock(
        seat=by.title,
        office=name(by.office),
        function=by.title,
        opinion=NO_OPINION,
        reserves=tuple(Reserve(text=item) for item in items),
        given_on=entry.effective_on,
        round=max(scope.case.round, 1),
    )


def _answer(rules: Procedure) -> str | None:
    """The clock of the applicant's answer."""
    asked = Event.AMENDMENTS_REQUESTED
    names = (clock.name for clock in rules.clocks if asked in clock.starts_on and clock.owner == "applicant")
    return next(names, None)


def _basis(rules: Procedure) -> str:
    """The text by which the limit starts again, else that of the rounds."""
    texts = (clock.restart_basis.law for clock in rules.clocks if clock.restart_basis)
    return next(texts, rules.rounds.basis.law if rules.rounds else "")
