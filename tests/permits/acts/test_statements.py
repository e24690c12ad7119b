"""An act takes the same number of SQL statements, however long the life of the case has been."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.functions import Function
from accounts.models import User
from tests.permits.acts.moments import Moments
from tests.permits.files import FILED_ON, Story, a_file
from workflows import engine
from workflows.models import Case, JournalEntry

pytestmark = pytest.mark.django_db

Act = Callable[[Story], tuple[str, User, dict[str, Any]]]


def statements(story: Story, act: Act) -> int:
    """The statements of one act, which is then undone."""
    name, actor, payload = act(story)
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            engine.perform(story.case.pk, name, actor, **payload)
        transaction.set_rollback(True)
    return len(queries)


def grow(story: Story, times: int = 40) -> None:
    """Forty more pieces, each in the journal too."""
    before = JournalEntry.objects.filter(case=story.case).count()
    name = "architect_plans" if story.case.state == "draft" else "structural_plans"
    if name not in {piece.name for piece in story.rules_in_force().pieces}:
        name = "architect_contract"
    for _ in range(times):
        version = str(a_file(story.architect).pk)
        story.act("hand_in", story.architect, piece=name, version=version)
    assert JournalEntry.objects.filter(case=story.case).count() == before + times


def opinion(story: Story) -> tuple[str, User, dict[str, Any]]:
    reviewer = story.who(Function.REVIEWER, "urban-agency")
    return "give_opinion", reviewer, {"seat": "urban_agency", "value": "favourable"}


def by(function: Function, name: str, **payload: Any) -> Act:
    return lambda story: (name, story.who(function), payload)


CASES = [
    pytest.param(
        "file", lambda story: ("file", story.architect, {}), marks=pytest.mark.starts_from("drafted")
    ),
    pytest.param("admit", by(Function.DESK, "admit"), marks=pytest.mark.starts_from("filed")),
    pytest.param("give_opinion", opinion, marks=pytest.mark.starts_from("in_review")),
    pytest.param(
        "draft_decision",
        by(Function.DESK, "draft_decision", kind="grant"),
        marks=pytest.mark.starts_from("deciding"),
    ),
    pytest.param(
        "record_payment",
        by(Function.CASHIER, "record_payment", amount=100, receipt="Q-9"),
        marks=pytest.mark.starts_from("granted"),
    ),
]


@pytest.mark.parametrize(("name", "act"), CASES)
def test_an_act_takes_as_many_statements_late_in_a_long_life(story: Story, name: str, act: Act) -> None:
    if name == "file":
        story.with_pieces()
    young = statements(story, act)
    grow(story)
    assert statements(story, act) == young
    assert young < 60


@pytest.mark.starts_from("tower_in_review")
def test_an_opinion_takes_as_many_statements_whoever_answered_before(story: Story) -> None:
    assert story.case.consultations.count() == 6
    first = statements(story, opinion)
    for seat in ("commune", "prefecture", "telecom", "networks"):
        story.opinion(seat)
    assert statements(story, opinion) == first


@pytest.mark.starts_from("in_review")
def test_asking_six_seats_takes_as_many_statements_as_three(story: Story, moments: Moments) -> None:
    moments.bring_to("filed", "tower_filed")
    admit = by(Function.DESK, "admit")
    three, six = (statements(moments.at(name), admit) for name in ("filed", "tower_filed"))
    assert six == three + 1  # the limit for the dispatch, which small projects have not, is stopped


@pytest.mark.starts_from("in_review")
def test_what_one_may_do_takes_as_many_statements_in_a_long_life(story: Story) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            engine.actions_for(story.case, story.who(Function.DESK))
        return len(queries)

    young = asked()
    grow(story)
    assert asked() == young


@pytest.mark.starts_from("in_review")
def test_a_list_of_what_one_may_see_is_one_statement(story: Story) -> None:
    reviewer = story.who(Function.REVIEWER, "urban-agency")
    for user in (story.architect, reviewer, story.city.owner):
        with CaptureQueriesContext(connection) as queries:
            assert story.case in list(Case.objects.visible_to(user, FILED_ON))
        assert len(queries) == 1
    stranger = User.objects.create_user("passant@demo.invalid", is_superuser=True)
    assert not Case.objects.visible_to(stranger, FILED_ON).exists()
