"""Comparing the rows that open cases with what should be open, and repairing them.

A difference counts only if it is still there under the lock of its case: acts go on meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.db import transaction
from django.db.models import Max, QuerySet

from workflows import journal
from workflows.access import ENGINE, permission_id
from workflows.legaltime import today
from workflows.models import Case, CaseGroupAccess, CaseUserAccess, JournalEntry
from workflows.ways import Holder, Way, expected_ways

BATCH = 500
COLUMNS = ("content_object_id", "permission__codename", "source", "pk", "valid_from", "valid_to")
Verdict = Literal["missing", "ended", "late", "extra"]
SENTENCES: dict[Verdict, str] = {
    "missing": "should be open and has no row",
    "ended": "should be open and its row has an end",
    "late": "should be open and its row begins later",
    "extra": "is open and nothing explains it",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A stored way."""

    pk: int
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A way that is not as it should be. ``row`` is None where there is no row."""

    verdict: Verdict
    way: Way
    since: date
    row: Row | None

    def __str__(self) -> str:
        return f"{self.way} {SENTENCES[self.verdict]}"


def compare(cases: QuerySet[Case]) -> Iterator[tuple[Case, list[Difference]]]:
    """Each case whose rows are not as they should be, with every difference. Changes nothing."""
    for suspect in _suspects(cases):
        with transaction.atomic():
            case = _locked(suspect)
            found = differences([case])
        if found:
            yield case, found


def rebuild(cases: QuerySet[Case]) -> Iterator[tuple[Case, list[Difference]]]:
    """The same, repaired and journalled case by case."""
    for suspect in _suspects(cases):
        with transaction.atomic():
            case = _locked(suspect)
            found = differences([case])
            for difference in found:
                _repair(difference)
            if found:
                _journal(case, found)
        if found:
            yield case, found


def differences(cases: Sequence[Case]) -> list[Difference]:
    """What is not as it should be in these cases, in the order of the cases."""
    expected, stored, horizon = expected_ways(cases), _stored(cases), _horizons(cases)
    found = [
        difference
        for way, since in expected.items()
        if (difference := _judge(way, since, stored.get(way), horizon[way.case_id]))
    ]
    found += [
        Difference("extra", way, row.valid_from, row)
        for way, row in stored.items()
        if way not in expected and (row.valid_to is None or row.valid_to > horizon[way.case_id])
    ]
    return sorted(found, key=lambda one: (one.way.case_id, one.verdict, str(one.way)))


def _judge(way: Way, since: date, row: Row | None, horizon: date) -> Difference | None:
    """A way that should be open. A row may begin after its cause (a file referred), not after now."""
    if row is None:
        return Difference("missing", way, since, None)
    if row.valid_to is not None:
        return Difference("ended", way, since, row)
    if row.valid_from > max(since, horizon):
        return Difference("late", way, since, row)
    return None


def _suspects(cases: QuerySet[Case]) -> Iterator[int]:
    """Cases that differ when read without a lock, batch by batch."""
    last = 0
    while batch := list(_whole(cases.filter(pk__gt=last).order_by("pk"))[:BATCH]):
        last = batch[-1].pk
        yield from dict.fromkeys(one.way.case_id for one in differences(batch))


def _whole(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("commune", "authority", "procedure")


def _locked(case_id: int) -> Case:
    return _whole(Case.objects.select_for_update(of=("self",))).get(pk=case_id)


def _stored(cases: Sequence[Case]) -> dict[Way, Row]:
    """The rows of these cases."""
    users = CaseUserAccess.objects.filter(content_object__in=cases).values_list("user_id", *COLUMNS)
    groups = CaseGroupAccess.objects.filter(content_object__in=cases).values_list("group_id", *COLUMNS)
    tables: tuple[tuple[Holder, Iterable[Any]], ...] = (("user", users), ("group", groups))
    return {
        Way(case, holder, held, codename, source): Row(pk, first, last)
        for holder, rows in tables
        for held, case, codename, source, pk, first, last in rows
    }


def _horizons(cases: Sequence[Case]) -> dict[int, date]:
    """Today, or the last legal date of a case that a demonstration has moved beyond it."""
    rows = JournalEntry.objects.filter(case__in=cases).values("case_id").annotate(last=Max("effective_on"))
    last = {row["case_id"]: row["last"] for row in rows}
    return {case.pk: max(today(), last.get(case.pk, date.min)) for case in cases}


def _repair(difference: Difference) -> None:
    """Make the row what it should be; a way that nothing explains ends at once."""
    way, row = difference.way, difference.row
    rows = CaseUserAccess.objects if way.holder == "user" else CaseGroupAccess.objects
    if row is None:
        rows.create(
            content_object_id=way.case_id,
            permission_id=permission_id(way.permission),
            source=way.source,
            valid_from=difference.since,
            **{f"{way.holder}_id": way.holder_id},
        )
    elif difference.verdict == "extra":
        rows.filter(pk=row.pk).update(valid_to=today() - timedelta(days=1))
    else:
        rows.filter(pk=row.pk).update(valid_to=None, valid_from=min(row.valid_from, difference.since))


def _journal(case: Case, found: Sequence[Difference]) -> None:
    """Nothing is changed silently: the repair is an entry of the case."""
    journal.append(
        case.pk,
        action="rebuild_ways",
        from_state=case.state,
        to_state=case.state,
        outcome=case.outcome,
        actor=None,
        office="",
        function=ENGINE,
        delegation=None,
        effective_on=today(),
        payload={"differences": [str(one) for one in found]},
    )
