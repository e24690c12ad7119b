"""Whoever reaches a state by another way than the one door is refused by the database at commit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from accounts.functions import Function
from permits.models import Permit
from tests.permits.files import Story
from workflows import journal_verify
from workflows.models import Case, Clock, Consultation, JournalEntry

pytestmark = pytest.mark.django_db


def commit() -> None:
    """What the end of a real transaction does: every deferred guard speaks."""
    connection.check_constraints()


def refused(change: Callable[[], Any]) -> bool:
    """Whether this change cannot be committed; it is undone in any case."""
    commit()
    try:
        with transaction.atomic():
            change()
            commit()
    except IntegrityError:
        return True
    return False


def sql(row: Model, **values: str) -> Callable[[], Any]:
    """A raw update of a row."""

    def run() -> None:
        with connection.cursor() as cursor:
            for column, value in values.items():
                table = row._meta.db_table
                cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, row.pk])

    return run


@pytest.mark.starts_from("in_review")
def test_a_case_moves_only_with_its_journal_row(story: Story) -> None:
    rows = Case.objects.filter(pk=story.case.pk)
    assert refused(lambda: rows.update(state="deciding"))
    assert refused(sql(story.case, state="deciding"))
    assert refused(lambda: rows.update(state="closed", outcome="granted", closed_on="2026-03-02"))
    assert not refused(lambda: rows.update(version=99))


@pytest.mark.starts_from("in_review")
def test_a_seat_answers_only_with_its_journal_row(story: Story) -> None:
    row = Consultation.objects.filter(case=story.case)[0]
    answered = {"state": "answered", "settled_on": "2026-03-02"}
    assert refused(lambda: Consultation.objects.filter(pk=row.pk).update(**answered))
    story.opinion(row.seat)
    assert not refused(lambda: Consultation.objects.filter(pk=row.pk).update(late=True))


@pytest.mark.starts_from("granted")
def test_a_permit_comes_into_force_only_with_its_journal_row(story: Story) -> None:
    permit = Permit.objects.get(case=story.case)
    assert refused(lambda: Permit.objects.filter(pk=permit.pk).update(state="in_force"))
    assert refused(sql(permit, state="awaiting_delivery"))
    assert not refused(lambda: Permit.objects.filter(pk=permit.pk).update(completed_on="2026-03-02"))


@pytest.mark.starts_from("granted")
def test_an_outcome_cannot_be_changed_in_place(story: Story) -> None:
    assert refused(lambda: Case.objects.filter(pk=story.case.pk).update(outcome="refused"))


@pytest.mark.starts_from("in_review")
def test_a_journal_row_of_another_case_or_move_does_not_help(story: Story) -> None:
    story.act("recuse", story.who(Function.SECRETARY), reason="Lien de parenté")
    assert refused(lambda: Case.objects.filter(pk=story.case.pk).update(state="deciding"))


@pytest.mark.starts_from("granted")
def test_a_settled_limit_and_the_journal_never_change(story: Story) -> None:
    settled = Clock.objects.filter(case=story.case, state="stopped")[0]
    assert refused(lambda: Clock.objects.filter(pk=settled.pk).update(due_on="2030-01-01"))
    entries = JournalEntry.objects.filter(case=story.case)
    assert refused(lambda: entries.update(office="autre"))
    assert refused(lambda: entries._raw_delete("default"))


@pytest.mark.starts_from("granted")
def test_the_journal_of_a_whole_life_verifies(story: Story) -> None:
    findings = journal_verify.verify()
    assert not findings.problems, findings.problems
