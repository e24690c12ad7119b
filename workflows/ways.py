"""Which ways into a case should be open, worked out from what the acts left behind.

The rows of ``CaseUserAccess`` and ``CaseGroupAccess`` are written by the acts; this is the second
reading of the same truth, from cases, seats and offices, by which ``access compare`` checks them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from accounts.functions import Function
from accounts.models import Office, OfficeKind, Post
from accounts.posts import offices_serving, posts_of
from workflows.actions.deposit import AT_DEPOSIT
from workflows.actions.seats import AT_SEAT
from workflows.commission import committee_for
from workflows.lifecycle import Outcome, State
from workflows.models import Case, Consultation, JournalEntry

Holder = Literal["user", "group"]
OPENING = ("ask_classification", "request_substitution")  # acts that open ways and leave no other trace


@dataclass(frozen=True, slots=True)
class Way:
    """One way in: which case, for whom, to do what, by which source."""

    case_id: int
    holder: Holder
    holder_id: int
    permission: str
    source: str

    def __str__(self) -> str:
        return f"{self.holder} {self.holder_id} {self.permission} ({self.source})"


Expected = dict[Way, date]  # since when it should be open
Provider = Callable[[Sequence[Case]], Iterable[tuple[Way, date]]]
_providers: list[Provider] = []


def provide_expected_ways(provider: Provider) -> None:
    """Declare, once, who knows the personal ways (parties, authors): the domain above, at start."""
    _providers[:] = [provider]


def expected_ways(cases: Sequence[Case]) -> Expected:
    """Every way that should be open today for these cases, in a fixed number of queries per batch."""
    ways: Expected = {}
    for way, since in _all(cases):
        ways[way] = min(since, ways.get(way, since))
    return ways


def _all(cases: Sequence[Case]) -> Iterator[tuple[Way, date]]:
    trail, posts = _trail(cases), _Posts()
    for case in cases:
        for post, source, since in _of_offices(case, trail.get(case.pk, {}), posts):
            yield Way(case.pk, "group", post.group_id, "handle_case", source), since
    for row in Consultation.objects.filter(case__in=cases).select_related("office"):
        for function in AT_SEAT:
            group = posts.find(row.office, function).group_id
            way = Way(row.case_id, "group", group, "handle_case", f"seat:{row.office.code}")
            yield way, row.requested_on
    for provider in _providers:
        yield from provider(cases)


@dataclass(slots=True)
class _Posts:
    """Posts already found, by office and function: few offices, many cases."""

    found: dict[tuple[int, str], Post] = field(default_factory=dict)

    def find(self, office: Office, function: Function) -> Post:
        key = (office.pk, function.value)
        if key not in self.found:
            self.found[key] = posts_of([office], [function])[0]
        return self.found[key]


def _trail(cases: Sequence[Case]) -> dict[int, dict[str, date]]:
    """When each case saw the acts whose ways nothing else remembers."""
    found: dict[int, dict[str, date]] = {}
    rows = JournalEntry.objects.filter(case__in=cases, action__in=OPENING).order_by("-seq")
    for case_id, action, on in rows.values_list("case_id", "action", "effective_on"):
        found.setdefault(case_id, {})[action] = on
    return found


def _of_offices(case: Case, trail: dict[str, date], posts: _Posts) -> Iterator[tuple[Post, str, date]]:
    """The office in charge, the deciding authority or its substitute, who attests silence."""
    if case.state == State.DRAFT or case.deposited_on is None:
        if asked := trail.get("ask_classification"):
            yield posts.find(case.commune, Function.DESK), "desk", asked
        return
    for function in AT_DEPOSIT:
        yield posts.find(case.commune, function), "desk", case.deposited_on
    if case.authority_id != case.commune_id:
        yield from _of_authority(case, trail, posts, case.deposited_on)
    committee = committee_for(case.commune, case.rules, case.deposited_on) if case.rules else None
    if committee is not None:
        yield posts.find(committee, Function.SECRETARY), "secretariat", case.deposited_on
    yield from _of_silence(case, posts)


def _of_authority(
    case: Case, trail: dict[str, date], posts: _Posts, deposited_on: date
) -> Iterator[tuple[Post, str, date]]:
    since = trail.get("request_substitution")
    if since is None:
        yield posts.find(case.authority, Function(case.decider)), "authority", deposited_on
        return
    for function in (Function.LOCAL_AUTHORITY, *AT_SEAT):
        yield posts.find(case.authority, function), "substitute", since


def _of_silence(case: Case, posts: _Posts) -> Iterator[tuple[Post, str, date]]:
    if case.outcome != Outcome.DEEMED_GRANTED or case.closed_on is None or case.rules is None:
        return
    rule = case.rules.silence
    office = _serving(case, rule.attested_at, case.closed_on) if rule.attested_at else None
    if office is not None:
        yield posts.find(office, rule.attested_by or Function.GOVERNOR), "silence", case.closed_on


def _serving(case: Case, kind: OfficeKind, on: date) -> Office | None:
    return offices_serving(case.commune, [kind], on).get(kind)
