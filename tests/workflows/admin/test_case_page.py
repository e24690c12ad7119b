"""The page of a case says where it stands, why each date, and what its reader may do or why not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from accounts.functions import Function
from accounts.models import User
from tests.permits.files import FILED_ON, Story
from workflows import legaltime
from workflows.engine import actions_for
from workflows.explain import explain
from workflows.models import Case


@pytest.fixture
def admitted(story: Story) -> Story:
    with legaltime.moved_to(FILED_ON):
        return story.admitted()


def look(client: Client, story: Story, user: User, language: str = "en", days: int = 0) -> str:
    User.objects.filter(pk=user.pk).update(is_staff=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(User.objects.get(pk=user.pk))
    url = reverse("admin:workflows_case_change", args=[story.case.pk])
    with legaltime.moved_to(FILED_ON + timedelta(days=days)):
        answer = client.get(url, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_lists_every_action_with_its_answer(client: Client, admitted: Story) -> None:
    desk = admitted.who(Function.DESK)
    text = look(client, admitted, desk)
    with legaltime.moved_to(FILED_ON):
        answers = actions_for(admitted.case, desk)
    for answer in answers:
        allowed = "yes" if answer.allowed else "no"
        assert f'data-action="{answer.action.name}" data-allowed="{allowed}"' in text
    assert "This is done by: " in text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_limits_are_explained_in_the_readers_language(client: Client, admitted: Story, language: str) -> None:
    text = look(client, admitted, admitted.who(Function.DESK), language)
    clocks = list(admitted.case.clocks.all())
    assert len(clocks) >= 4
    for clock in clocks:
        assert escape(explain(clock, language, FILED_ON).sentence) in text


def test_seats_and_journal_are_shown(client: Client, admitted: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        admitted.opinion("urban_agency", "unfavourable", text="Retrait de façade insuffisant.")
    text = look(client, admitted, admitted.who(Function.PRESIDENT))
    assert "Retrait de façade insuffisant." in text
    assert "give_opinion" in text[text.index('id="journal"') :]


def test_limits_that_passed_are_settled_before_it_is_shown(client: Client, admitted: Story) -> None:
    text = look(client, admitted, admitted.who(Function.DESK), days=400)
    assert Case.objects.get(pk=admitted.case.pk).state == "closed"
    assert "deem_granted" in text


def test_what_people_typed_is_shown_as_text(client: Client, admitted: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        admitted.opinion("urban_agency", "unfavourable", text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in look(client, admitted, admitted.who(Function.DESK))
