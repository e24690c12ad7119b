"""Who sees a case: whoever has a row, and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.functions import Function
from accounts.models import Membership, User
from permits.demo.city import City
from tests.permits.files import FILED_ON, Story
from workflows import legaltime
from workflows.models import Case


def sees(user: User, case: Case) -> bool:
    return Case.objects.visible_to(user, legaltime.today()).filter(pk=case.pk).exists()


@pytest.fixture
def admitted(story: Story) -> Story:
    with legaltime.moved_to(FILED_ON):
        return story.admitted()


def test_a_draft_is_seen_by_its_author_and_parties_only(story: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        story.drafted("construire", {})
        assert sees(story.architect, story.case) and sees(story.city.owner, story.case)
        assert not sees(story.who(Function.DESK), story.case)


@pytest.mark.parametrize(
    ("function", "office"),
    [
        (Function.DESK, "rivage"),
        (Function.SECRETARY, "rivage"),
        (Function.CASHIER, "rivage"),
        (Function.PRESIDENT, "rivage"),
        (Function.REVIEWER, "urban-agency"),
        (Function.HEAD, "urban-agency"),
        (Function.REVIEWER, "prefecture"),
    ],
)
def test_the_desk_the_deciders_and_the_seats_see_it(admitted: Story, function: Function, office: str) -> None:
    with legaltime.moved_to(FILED_ON):
        assert sees(admitted.who(function, office), admitted.case)


@pytest.mark.parametrize(
    ("function", "office"),
    [(Function.INSPECTOR, "rivage"), (Function.GOVERNOR, "wilaya"), (Function.REVIEWER, "hygiene")],
)
def test_offices_that_are_not_asked_do_not(admitted: Story, function: Function, office: str) -> None:
    with legaltime.moved_to(FILED_ON):
        assert not sees(admitted.who(function, office), admitted.case)


def test_an_operator_sees_no_case(admitted: Story) -> None:
    operator = User.objects.create_superuser("operator@example.org")
    with legaltime.moved_to(FILED_ON):
        assert not sees(operator, admitted.case)


def test_a_way_opens_on_its_day_and_not_before(admitted: Story) -> None:
    before = Case.objects.visible_to(admitted.who(Function.DESK), FILED_ON - timedelta(days=1))
    assert not before.filter(pk=admitted.case.pk).exists()


def test_who_leaves_a_post_sees_nothing_and_who_comes_sees_all_of_it(admitted: Story, city: City) -> None:
    post = city.commune.post(Function.DESK)
    leaving, coming = city.who(Function.DESK), User.objects.create_user("next.desk@example.org")
    Membership.objects.filter(post=post).update(valid_to=FILED_ON + timedelta(days=9))
    Membership.objects.create(post=post, user=coming, valid_from=FILED_ON + timedelta(days=10))
    with legaltime.moved_to(FILED_ON + timedelta(days=10)):
        assert sees(coming, admitted.case) and not sees(leaving, admitted.case)


def test_a_list_is_one_query(admitted: Story) -> None:
    with (
        legaltime.moved_to(FILED_ON),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        rows = list(Case.objects.visible_to(admitted.who(Function.DESK), legaltime.today()))
    assert [row.pk for row in rows] == [admitted.case.pk]
    assert len(asked) == 1
