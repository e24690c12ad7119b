"""Whoever no post opens the case to finds nothing, on every page."""

from __future__ import annotations

import pytest

from accounts.functions import Function
from accounts.models import User
from tests.permits.files import Story
from tests.permits.office.test_whole_day import Browser
from workflows.models import Sitting
from workflows.registry import all_actions

pytestmark = pytest.mark.django_db


@pytest.mark.starts_from("signing")
def test_strangers_parties_and_operators_find_no_page(story: Story, browser: Browser) -> None:
    base = f"/bureau/dossiers/{story.case.pk}/"
    pages = [base, f"{base}acte", *(f"{base}{action.name}/" for action in all_actions())]
    operator = User.objects.create_superuser("operator@example.org")
    for user in (operator, story.architect, story.who(Function.INSPECTOR)):
        person = browser(user)
        assert {person.opens(page).status_code for page in pages} == {404}
        assert person.client.post(f"{base}begin_signature/", {"consent": "on"}).status_code == 404


@pytest.mark.starts_from("signing")
def test_the_lists_of_strangers_are_empty_or_not_there(story: Story, browser: Browser) -> None:
    sitting = Sitting.objects.get(office=story.city.commune)
    assert browser(story.architect).opens("/bureau/").status_code == 404
    inspector = browser(story.who(Function.INSPECTOR))
    assert story.case.reference not in inspector.reads("/bureau/")
    assert (
        browser(story.who(Function.GOVERNOR, "wilaya")).opens(f"/bureau/seances/{sitting.pk}/").status_code
        == 404
    )
    assert story.case.reference not in browser(story.who(Function.HEAD, "urban-agency")).reads("/signature/")


def test_pages_of_officials_ask_to_sign_in(client, story: Story) -> None:
    for page in ("/bureau/", "/bureau/avis/", "/bureau/seances/", "/signature/", "/signature/lot/"):
        assert client.get(page)["Location"].startswith("/compte/login/")
