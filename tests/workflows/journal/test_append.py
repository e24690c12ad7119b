"""Writing to the journal."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.workflows import ledgers
from workflows import journal
from workflows.canonical import NotCanonical
from workflows.journal_hash import GENESIS
from workflows.models import JournalEntry

pytestmark = pytest.mark.django_db


def draft(**changes: object) -> journal.Draft:
    values: dict[str, object] = {
        "action": "note",
        "from_state": "draft",
        "to_state": "draft",
        "actor_id": None,
        "office": "rabat",
        "function": "desk",
        "delegation_id": None,
        "effective_on": ledgers.DAY,
    }
    return journal.Draft(**{**values, **changes})  # type: ignore[arg-type]  # a test's short cut


def test_each_entry_carries_the_hash_of_the_one_before() -> None:
    case = ledgers.case()
    first, second = ledgers.write(case), ledgers.write(case)
    assert (first.seq, first.prev_hash) == (1, GENESIS)
    assert (second.seq, second.prev_hash) == (2, first.hash)


def test_chains_of_two_cases_do_not_mix() -> None:
    one, other = ledgers.case(), ledgers.case()
    ledgers.write(one)
    assert ledgers.write(other).seq == 1


def test_the_same_payload_twice_has_two_commitments() -> None:
    case = ledgers.case()
    assert ledgers.write(case).commitment != ledgers.write(case).commitment


def test_many_acts_take_as_many_statements_as_one() -> None:
    case = ledgers.case()
    counts = []
    for size in (1, 2, 20):
        with (
            CaptureQueriesContext(
                connection,
            ) as queries,
            transaction.atomic(),
        ):
            journal.append_many(case.pk, [draft() for _ in range(size)])
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2]
    assert list(JournalEntry.objects.values_list("seq", flat=True)) == list(range(1, 24))


def test_a_key_counts_once_on_a_case() -> None:
    case = ledgers.case()
    ledgers.write(case, idempotency_key="k")
    with pytest.raises(IntegrityError):
        ledgers.write(case, idempotency_key="k")
    ledgers.write(ledgers.case(), idempotency_key="k")


def test_a_seen_key_is_found_and_refused_for_another_action() -> None:
    case = ledgers.case()
    entry = ledgers.write(case, "file", idempotency_key="k")
    assert journal.seen(case.pk, "k", "file") == entry
    assert journal.seen(case.pk, "other", "file") is None
    with pytest.raises(journal.KeyReused):
        journal.seen(case.pk, "k", "withdraw")


def test_a_payload_that_cannot_be_recorded_writes_nothing() -> None:
    case = ledgers.case()
    with pytest.raises(NotCanonical):
        ledgers.write(case, payload={"area": 1.5})
    assert not JournalEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_outside_a_transaction() -> None:
    case = ledgers.case()
    with pytest.raises(transaction.TransactionManagementError):
        journal.append_many(case.pk, [draft()])
