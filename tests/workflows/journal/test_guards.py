"""What the database itself refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.workflows import ledgers
from workflows import guards, journal_states
from workflows.guards import Guard, guard_state_sql
from workflows.journal_verify import verify
from workflows.models import Case, Consultation, JournalEntry, JournalPayload

pytestmark = pytest.mark.django_db(transaction=True)


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflows_journalentry SET action = 'other'",
        "DELETE FROM workflows_journalentry",
        "TRUNCATE workflows_journalentry CASCADE",
        "UPDATE workflows_journalpayload SET payload = '{}'",
        "UPDATE workflows_journalpayload SET payload = null",
        "DELETE FROM workflows_journalpayload",
        "TRUNCATE workflows_journalpayload",
    ],
)
def test_the_journal_only_grows(statement: str) -> None:
    ledgers.write(ledgers.case())
    with pytest.raises(DatabaseError):
        run(statement)
    assert JournalEntry.objects.get().action == "note"
    assert JournalPayload.objects.get().payload == {"text": "vu"}


def move(case: Case, to: str, *, journalled: Callable[[], object]) -> None:
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state=to, **ledgers.filed(case))
        journalled()


def test_a_state_change_without_a_row_is_refused_at_commit() -> None:
    case = ledgers.case()
    with pytest.raises(IntegrityError, match="no journal row"):
        move(case, "filed", journalled=lambda: None)
    assert Case.objects.get().state == "draft"


def test_a_state_change_with_its_row_passes() -> None:
    case = ledgers.case()
    move(case, "filed", journalled=lambda: ledgers.write(case, from_state="draft", to_state="filed"))
    assert Case.objects.get().state == "filed"


@pytest.mark.parametrize(
    "changes",
    [
        {"from_state": "incomplete", "to_state": "filed"},
        {"from_state": "draft", "to_state": "in_review"},
        {"from_state": "draft", "to_state": "filed", "subject": "consultation:1"},
        {"from_state": "draft", "to_state": "filed", "outcome": "granted"},
    ],
)
def test_a_row_that_says_something_else_does_not_count(changes: dict[str, str]) -> None:
    case = ledgers.case()
    with pytest.raises(IntegrityError, match="no journal row"):
        move(case, "filed", journalled=lambda: ledgers.write(case, **changes))


def test_the_row_of_another_case_does_not_count() -> None:
    case, other = ledgers.case(), ledgers.case()
    with pytest.raises(IntegrityError, match="no journal row"):
        move(case, "filed", journalled=lambda: ledgers.write(other, from_state="draft", to_state="filed"))


def test_the_row_of_an_earlier_transaction_does_not_count() -> None:
    case = ledgers.case()
    ledgers.write(case, from_state="draft", to_state="filed")
    with pytest.raises(IntegrityError, match="no journal row"):
        move(case, "filed", journalled=lambda: None)


def test_each_of_several_moves_needs_its_row() -> None:
    case = ledgers.case()
    steps = [("draft", "filed"), ("filed", "in_review"), ("in_review", "deciding")]

    def walk(*, forgotten: int | None) -> None:
        with transaction.atomic():
            for number, (before, after) in enumerate(steps):
                Case.objects.filter(pk=case.pk).update(state=after, **ledgers.filed(case))
                if number != forgotten:
                    ledgers.write(case, from_state=before, to_state=after)

    for forgotten in range(3):
        with pytest.raises(IntegrityError, match="no journal row"):
            walk(forgotten=forgotten)
    walk(forgotten=None)


def test_an_outcome_needs_its_row() -> None:
    case = ledgers.case()
    end = {"state": "closed", "outcome": "refused", "closed_on": ledgers.DAY, **ledgers.filed(case)}
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**end)
        ledgers.write(case, from_state="draft", to_state="closed", outcome="refused")
    with pytest.raises(IntegrityError, match="outcome"):
        Case.objects.filter(pk=case.pk).update(outcome="granted")


def test_a_case_cannot_be_born_moved() -> None:
    place, draft = ledgers.office(), ledgers.case()
    with pytest.raises(IntegrityError, match="no journal row"):
        Case.objects.create(
            commune=place, authority=place, country="ma", kind="k", state="filed", **ledgers.filed(draft)
        )


def test_a_seat_moves_only_with_its_row() -> None:
    case = ledgers.case()
    seat = Consultation.objects.create(
        case=case, seat="agency", office=ledgers.office(), round=1, requested_on=ledgers.DAY
    )
    answered = Consultation.objects.filter(pk=seat.pk)
    with pytest.raises(IntegrityError, match="no journal row"):
        answered.update(state="answered", settled_on=ledgers.DAY)
    with transaction.atomic():
        answered.update(state="answered", settled_on=ledgers.DAY)
        ledgers.write(case, from_state="requested", to_state="answered", subject=f"consultation:{seat.pk}")
    assert answered.get().state == "answered"


def test_a_change_of_anything_else_needs_no_row() -> None:
    case = ledgers.case()
    Case.objects.filter(pk=case.pk).update(kind="other")
    assert Case.objects.get().kind == "other"


@pytest.fixture
def guarded_elsewhere() -> Iterator[Guard]:
    """A table of an upper app, two steps from the case, guarded by the helper."""
    case_sql = "(SELECT a.case_id FROM test_application a WHERE a.id = NEW.application_id)"
    forward, backward = guard_state_sql("test_permit", "state", case_sql, "permit", initial="awaiting")
    run("CREATE TABLE test_application (id bigint PRIMARY KEY, case_id bigint)")
    run("CREATE TABLE test_permit (id bigint PRIMARY KEY, application_id bigint, state text)")
    run(forward)
    yield Guard("test_permit", "state", case_sql, "permit", initial="awaiting")
    run(backward)
    run("DROP TABLE test_permit, test_application")


def test_a_table_of_another_app_can_be_guarded(
    guarded_elsewhere: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = ledgers.case()
    run(f"INSERT INTO test_application VALUES (7, {case.pk})")
    run("INSERT INTO test_permit VALUES (5, 7, 'awaiting')")
    with pytest.raises(IntegrityError, match="no journal row"):
        run("UPDATE test_permit SET state = 'in_force'")
    with transaction.atomic():
        run("UPDATE test_permit SET state = 'in_force'")
        ledgers.write(case, from_state="awaiting", to_state="in_force", subject="permit:5")
    monkeypatch.setattr(guards, "WATCHED", {**guards.WATCHED})
    monkeypatch.setattr(journal_states, "WATCHED", guards.WATCHED)
    guards.watch(guarded_elsewhere)
    assert verify().problems == []
    with ledgers.as_superuser() as cursor:
        cursor.execute("UPDATE test_permit SET state = 'revoked'")
    assert [problem.place for problem in verify().problems] == ["test_permit 5"]
