"""Amended plans: asked for after the opinions, deposited against receipt, looked at again by the seats."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.functions import Function
from permits.models import PermitNumber
from tests.permits.acts.refusing import why_not
from tests.permits.acts.signing import living
from tests.permits.files import FILED_ON, Story, a_file
from workflows import legaltime
from workflows.models import Sitting

pytestmark = pytest.mark.django_db

ITEMS, CHANGED = {"items": ["Réduire la hauteur"]}, {"changed": ["architecture"]}
AMENDED_ON = FILED_ON + timedelta(days=20)  # Sunday 22 March


def new_plans(story: Story) -> Story:
    story.act("hand_in", story.architect, piece="architect_plans", version=str(a_file(story.architect).pk))
    return story


@pytest.mark.starts_from("in_review")
def test_amendments_are_asked_for_by_the_president_once_the_opinions_are_in(story: Story) -> None:
    president = story.who(Function.PRESIDENT)
    assert why_not(story, "request_amendments", president, **ITEMS) == {"not_reviewed"}
    story.reviewed(urban_agency="unfavourable")
    assert why_not(story, "request_amendments", story.who(Function.DESK), **ITEMS) == {"not_yours"}
    story.act("request_amendments", president, **ITEMS)
    assert story.case.state == "amending"


@pytest.mark.starts_from("deciding")
def test_amended_plans_must_have_come(story: Story) -> None:
    story.act("request_amendments", story.who(Function.PRESIDENT), **ITEMS)
    assert why_not(story, "resubmit", story.architect, **CHANGED) == {"unchanged"}
    new_plans(story).act("resubmit", story.architect, **CHANGED)
    assert (story.case.state, story.case.round) == ("in_review", 2)


@pytest.mark.starts_from("deciding")
def test_every_seat_is_asked_again_and_the_limit_starts_from_zero(story: Story) -> None:
    story.act("request_amendments", story.who(Function.PRESIDENT), **ITEMS)
    with legaltime.moved_to(AMENDED_ON):
        new_plans(story).act("resubmit", story.architect, **CHANGED)
        asked = story.case.consultations.filter(round=2, state="requested").values_list("seat", flat=True)
        assert sorted(asked) == ["commune", "prefecture", "urban_agency"]
        assert story.case.clocks.get(name="silence").due_on == date(2026, 5, 22)  # two months, a Friday
        story.reviewed().minuted()
    assert story.case.state == "deciding"


@pytest.mark.starts_from("deciding")
def test_a_draft_made_before_the_amendments_is_void_with_its_number(story: Story) -> None:
    desk, president = story.who(Function.DESK), story.who(Function.PRESIDENT)
    story.sent().act("return_decision", president, reason="Plans à revoir")
    draft = living(story)
    story.act("request_amendments", president, **ITEMS)
    draft.refresh_from_db()
    number = PermitNumber.objects.get(case=story.case)
    assert (draft.state, number.status, number.reason) == ("void", "void", "amended plans were requested")
    new_plans(story).act("resubmit", story.architect, **CHANGED)
    with legaltime.moved_to(AMENDED_ON):
        story.reviewed().minuted()
        assert why_not(story, "send_to_signature", desk) == {"no_draft"}


@pytest.mark.starts_from("deciding")
def test_a_sitting_looks_at_a_case_once(story: Story) -> None:
    story.act("request_amendments", story.who(Function.PRESIDENT), **ITEMS)
    new_plans(story).act("resubmit", story.architect, **CHANGED)
    same = Sitting.objects.get(items__case=story.case)
    assert why_not(story, "schedule", story.who(Function.DESK), sitting=same.pk) == {"sitting"}
