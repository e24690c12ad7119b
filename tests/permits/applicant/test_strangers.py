"""Without a personal way in, no page of a case exists; following is not acting."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.functions import Function
from accounts.models import User
from tests.permits.applicant.conftest import SignIn
from tests.permits.applicant.pages import OF_DRAFT, OF_FILED, ONE
from tests.permits.files import Story
from workflows.models import Case

POSTS = ("projet/", "terrain/", "personnes/", "classement/", "depot/", "pieces/application/ticket",
         "pieces/application/complete", "actes/withdraw/", "modifications/")  # fmt: skip


@pytest.fixture
def stranger(sign_in: SignIn, story: Story) -> Client:
    return sign_in(User.objects.create_user("etranger@demo.invalid"))


def test_a_stranger_finds_no_page_of_a_draft(stranger: Client, story: Story) -> None:
    pk = story.drafted("construire", {}).case.pk
    assert {stranger.get(ONE.format(pk) + part).status_code for part in OF_DRAFT} == {404}
    assert {stranger.post(ONE.format(pk) + part, "{}", "application/json").status_code for part in POSTS} == {
        404
    }


@pytest.mark.starts_from("filed")
def test_a_stranger_finds_no_page_of_a_filed_case(stranger: Client, story: Story) -> None:
    assert {stranger.get(ONE.format(story.case.pk) + part).status_code for part in OF_FILED} == {404}


@pytest.mark.starts_from("filed")
def test_an_official_does_not_come_by_the_applicants_pages(sign_in: SignIn, story: Story) -> None:
    desk = sign_in(story.who(Function.DESK))
    assert desk.get(ONE.format(story.case.pk)).status_code in (302, 404)


@pytest.mark.starts_from("filed")
def test_who_follows_reads_and_cannot_act(sign_in: SignIn, story: Story) -> None:
    owner = sign_in(story.city.owner)
    assert owner.get(ONE.format(story.case.pk)).status_code == 200
    answer = owner.post(ONE.format(story.case.pk) + "actes/withdraw/", {"reason": "Changed my mind"})
    assert answer.status_code == 422 and "done by the applicant" in answer.content.decode()
    assert Case.objects.get(pk=story.case.pk).state == "filed"


@pytest.mark.starts_from("drafted")
def test_who_follows_a_draft_changes_nothing_of_it(sign_in: SignIn, story: Story) -> None:
    owner, here = sign_in(story.city.owner), ONE.format(story.case.pk)
    land = {"land_reference": "1/A", "area_m2": "10"}
    assert "whoever acts for the applicant" in owner.post(here + "terrain/", land).content.decode()
    assert owner.post(here + "pieces/application/ticket", "{}", "application/json").status_code == 422
    assert Case.objects.get(pk=story.case.pk).application.parcels.count() == 1


def test_nobody_signed_out_comes_in(client: Client) -> None:
    assert "/mes-dossiers/" in client.get("/mes-dossiers/")["Location"]


def test_a_key_that_cannot_be_is_not_found(architect: Client) -> None:
    assert architect.get(ONE.format(10**30)).status_code == 404
