"""Whatever a database superuser does to a row older than the last anchor is found."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.workflows import ledgers
from workflows.anchors import anchor
from workflows.journal_hash import commitment, entry_hash
from workflows.journal_verify import verify
from workflows.models import Case, JournalEntry, JournalPayload

pytestmark = pytest.mark.django_db

ENTRY, PAYLOAD = "workflows_journalentry", "workflows_journalpayload"


@pytest.fixture
def cases() -> list[Case]:
    """Three cases of four entries, anchored."""
    made = ledgers.fill()
    anchor()
    assert verify().ok
    return made


def tamper(*statements: str) -> None:
    with ledgers.as_superuser() as cursor:
        for statement in statements:
            cursor.execute(statement)


def found(pattern: str) -> bool:
    return any(re.search(pattern, str(problem)) for problem in verify().problems)


COLUMNS = {
    "action": "'grant'",
    "subject": "'permit:9'",
    "from_state": "'signing'",
    "to_state": "'closed'",
    "outcome": "'granted'",
    "office": "'fes'",
    "function": "'president'",
    "effective_on": "'2020-01-01'",
    "recorded_at": "'2020-01-01'",
    "idempotency_key": "'k'",
    "commitment": "repeat('a', 64)",
    "hash": "repeat('a', 64)",
    "prev_hash": "repeat('a', 64)",
    "canon": "'c9'",
}


@pytest.mark.parametrize("column", sorted(COLUMNS))
def test_an_edited_column_is_found(cases: list[Case], column: str) -> None:
    tamper(f"UPDATE {ENTRY} SET {column} = {COLUMNS[column]} WHERE case_id = {cases[1].pk} AND seq = 2")
    assert found(f"case {cases[1].pk}, entry [23]: ")


def test_an_edited_payload_is_found(cases: list[Case]) -> None:
    entry = JournalEntry.objects.get(case=cases[0], seq=3)
    tamper(f"UPDATE {PAYLOAD} SET payload = '{{\"number\": 9}}' WHERE entry_id = {entry.pk}")
    assert found(f"case {cases[0].pk}, entry 3: its payload is not the one")


def test_a_deleted_payload_is_found(cases: list[Case]) -> None:
    entry = JournalEntry.objects.get(case=cases[0], seq=3)
    tamper(f"DELETE FROM {PAYLOAD} WHERE entry_id = {entry.pk}")
    assert found(f"case {cases[0].pk}, entry 3: its payload row is missing")


def test_a_deleted_row_is_found(cases: list[Case]) -> None:
    tamper(f"DELETE FROM {ENTRY} WHERE case_id = {cases[1].pk} AND seq = 2")
    assert found(f"case {cases[1].pk}, entry 3: entry 2 is missing")


def test_a_deleted_row_is_found_when_the_others_close_up(cases: list[Case]) -> None:
    tamper(
        f"DELETE FROM {ENTRY} WHERE case_id = {cases[1].pk} AND seq = 2",
        f"UPDATE {ENTRY} SET seq = seq - 1 WHERE case_id = {cases[1].pk} AND seq = 3",
        f"UPDATE {ENTRY} SET seq = seq - 1 WHERE case_id = {cases[1].pk} AND seq = 4",
    )
    assert found(f"case {cases[1].pk}, entry 2: it does not follow")


def test_two_rows_put_in_each_others_place_are_found(cases: list[Case]) -> None:
    of_case = f"WHERE case_id = {cases[2].pk} AND seq ="
    tamper(
        f"UPDATE {ENTRY} SET seq = 99 {of_case} 2",
        f"UPDATE {ENTRY} SET seq = 2 {of_case} 3",
        f"UPDATE {ENTRY} SET seq = 3 {of_case} 99",
    )
    assert found(f"case {cases[2].pk}, entry 2: ")


def test_a_cut_tail_is_found(cases: list[Case]) -> None:
    tamper(f"DELETE FROM {ENTRY} WHERE case_id = {cases[0].pk} AND seq > 2")
    assert found(f"case {cases[0].pk}, entry 4: it is gone")


def test_a_case_that_vanished_whole_is_found(cases: list[Case]) -> None:
    tamper(
        f"DELETE FROM {ENTRY} WHERE case_id = {cases[0].pk}",
        f"DELETE FROM workflows_case WHERE id = {cases[0].pk}",
    )
    assert found(f"case {cases[0].pk}, entry 4: it is gone")


def test_an_emptied_journal_is_found(cases: list[Case]) -> None:
    tamper(f"DELETE FROM {PAYLOAD}", f"DELETE FROM {ENTRY}")
    assert found("it counted 12 row") and found("it is gone")


def test_an_entry_moved_to_another_case_is_found(cases: list[Case]) -> None:
    tamper(f"UPDATE {ENTRY} SET case_id = {cases[0].pk}, seq = 5 WHERE case_id = {cases[1].pk} AND seq = 4")
    assert found(f"case {cases[0].pk}, entry 5: ")


def forge(case: Case, seq: int, **changes: Any) -> None:
    """Change an entry and make every later hash fit again, as somebody with our code could."""
    with ledgers.as_superuser() as cursor:
        prev_hash = None
        for entry in JournalEntry.objects.filter(case=case, seq__gte=seq).order_by("seq"):
            for name, value in changes.items() if entry.seq == seq else ():
                setattr(entry, name, value)
            entry.prev_hash = prev_hash or entry.prev_hash
            prev_hash = entry.hash = entry_hash(entry)
            cursor.execute(
                f"UPDATE {ENTRY} SET action = %s, commitment = %s, prev_hash = %s, hash = %s WHERE id = %s",
                [entry.action, entry.commitment, entry.prev_hash, entry.hash, entry.pk],
            )


def test_a_chain_forged_whole_is_found_by_the_anchor(cases: list[Case]) -> None:
    forge(cases[1], 2, action="grant")
    assert [str(problem) for problem in verify().problems] == [
        f"case {cases[1].pk}, entry 4: it is not the one that was anchored on {anchor().day}."
    ]


def test_a_payload_forged_with_its_chain_is_found_by_the_anchor(cases: list[Case]) -> None:
    body = JournalPayload.objects.get(entry__case=cases[1], entry__seq=1)
    tamper(f"UPDATE {PAYLOAD} SET payload = '{{\"number\": 7}}' WHERE entry_id = {body.pk}")
    forge(cases[1], 1, commitment=commitment(bytes(body.salt or b""), {"number": 7}))
    assert found(f"case {cases[1].pk}, entry 4: it is not the one that was anchored")


def test_a_forged_addition_under_old_ids_is_found(cases: list[Case]) -> None:
    victim = JournalEntry.objects.get(case=cases[0], seq=4)
    ledgers.write(cases[1])
    tamper(
        f"DELETE FROM {ENTRY} WHERE id = {victim.pk}",
        f"UPDATE {ENTRY} SET id = {victim.pk} WHERE case_id = {cases[1].pk} AND seq = 5",
    )
    assert found(f"case {cases[0].pk}, entry 4: it is gone")


def test_newer_rows_that_do_not_fit_are_found(cases: list[Case]) -> None:
    ledgers.write(cases[0])
    tamper(f"UPDATE {ENTRY} SET action = 'grant' WHERE case_id = {cases[0].pk} AND seq = 5")
    assert found(f"case {cases[0].pk}, entry 5: the row was changed")


def test_a_state_set_behind_the_journal_is_found(cases: list[Case]) -> None:
    tamper(f"UPDATE workflows_case SET kind = 'x' WHERE id = {cases[0].pk}")
    assert verify().ok
    with ledgers.as_superuser() as cursor:
        version = ledgers.filed(cases[0])["procedure"].pk
        cursor.execute(
            "UPDATE workflows_case SET state = 'filed', reference = 'X', deposited_on = '2026-01-01', "
            "procedure_id = %s WHERE id = %s",
            [version, cases[0].pk],
        )
    assert found(f"workflows_case {cases[0].pk}: it stands at 'filed'")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("table", "trigger"),
    [
        (ENTRY, "journal_no_change"),
        (PAYLOAD, "journal_payload_erased"),
        ("workflows_case", "guard_workflows_case_state_update"),
        ("workflows_consultation", "guard_workflows_consultation_state_insert"),
    ],
)
def test_a_disabled_guard_is_found(table: str, trigger: str) -> None:
    tamper(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    try:
        assert found(f"{table}: the guard {trigger} is missing or disabled")
    finally:
        tamper(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
