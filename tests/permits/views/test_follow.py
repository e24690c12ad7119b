"""The public page of a case: where it stands, with whom, until when; nobody is named."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from accounts.functions import Function
from tests.permits.files import FILED_ON, Story
from workflows import legaltime
from workflows.models import Case


def look(page: Client, story: Story) -> str:
    answer = page.get(f"/suivi/{story.case.code}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_filed_case_is_with_the_desk(page: Client, filed: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        text = look(page, filed)
    assert "The one-stop desk of" in text and str(filed.case.reference) in text


def test_a_case_in_review_is_with_the_offices_awaited_and_says_until_when(page: Client, filed: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        filed.admitted()
        text = look(page, filed)
    assert "Agence urbaine de démonstration" in text
    assert "2026" in text.split("Until when, and why")[1]


def test_nobody_is_named(page: Client, filed: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        filed.admitted()
        text = look(page, filed)
    for person in (filed.architect, filed.city.owner, filed.who(Function.DESK)):
        assert person.name_fr not in text and person.email not in text


def test_a_limit_that_passed_unseen_is_settled_before_it_is_shown(page: Client, filed: Story) -> None:
    with legaltime.moved_to(FILED_ON + timedelta(days=400)):
        text = look(page, filed)
        settled = Case.objects.get(pk=filed.case.pk)
    assert settled.state == "closed" and "deemed granted" in text


def test_a_draft_has_no_public_page(page: Client, story: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        story.drafted("construire", {})
        assert page.get(f"/suivi/{story.case.code}").status_code == 404
