"""The pages of officials in a real browser: axe in three languages, and a day without scripts."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from accounts.functions import Function
from accounts.models import User
from permits.demo.city import City
from permits.models import Decision
from tests.browser.conftest import SIZES, Open, complaints
from tests.permits.files import FILED_ON, Story, a_file
from workflows import legaltime
from workflows.models import Opinion, Sitting

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(page: Page, user: User, address: str) -> Page:
    """The same browser, as this person."""
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    client = Client()
    client.force_login(user)
    root = page.evaluate("location.origin")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": root}])
    page.goto(root + address)
    return page


def walk(page: Page, addresses: list[str]) -> dict[tuple[str, str], list[str]]:
    """What axe finds on these pages, on a desk and on a phone."""
    root, found = page.evaluate("location.origin"), {}
    for address in addresses:
        page.goto(root + address)
        for name, size in SIZES.items():
            page.set_viewport_size(size)
            if wrong := complaints(page):
                found[address, name] = wrong
    return found


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_axe_finds_nothing_on_the_pages_of_officials(
    visit: Open, city: City, day_of_deposit: None, language: str
) -> None:
    with legaltime.moved_to(FILED_ON):
        filed, review, signing = Story(city).filed(), Story(city).filed().admitted(), Story(city).filed()
        review.opinion(
            "prefecture", "with_reserves", text="Vu.", reserves=[{"text": "Élargir", "article": "art. 5"}]
        )
        signing.admitted().reviewed().minuted().sent(conditions=("Clore le chantier",))
    sitting = Sitting.objects.get(office=city.commune)
    one, two, three = (f"/bureau/dossiers/{story.case.pk}/" for story in (filed, review, signing))
    page = signed_in(visit("/", language), city.who(Function.DESK), "/bureau/")
    desk = ["/bureau/", one, f"{one}admit/", f"{one}judge_piece/", f"{one}request_pieces/", f"{one}notify/"]
    desk += [f"{one}refer/", f"{two}schedule/", "/bureau/seances/", f"/bureau/seances/{sitting.pk}/", three]
    found = walk(page, desk)
    signed_in(page, city.who(Function.REVIEWER, "urban-agency"), "/bureau/avis/")
    found |= walk(page, ["/bureau/avis/", two, f"{two}give_opinion/"])
    signed_in(page, city.who(Function.PRESIDENT), "/signature/")
    lot = f"/signature/lot/?case={signing.case.pk}"
    found |= walk(page, ["/signature/", lot, f"{three}begin_signature/", f"{three}return_decision/"])
    assert found == {}


def test_an_opinion_with_two_reserves_is_given_without_scripts(
    visit: Open, city: City, day_of_deposit: None
) -> None:
    with legaltime.moved_to(FILED_ON):
        story = Story(city).filed().admitted()
    page = visit("/", "en", "phone", scripts=False)
    client_of = city.who(Function.REVIEWER, "urban-agency")
    signed_in(page, client_of, "/bureau/avis/")
    page.get_by_role("link", name="Give the opinion").click()
    page.get_by_label("favourable with reserves").check()
    page.get_by_label("Text of the reserve").fill("Widen the stair")
    page.get_by_label("Article").fill("art. 5")
    page.get_by_role("button", name="Add a reserve").click()
    second = page.get_by_role("group", name="No. 2")
    second.get_by_label("Text of the reserve").fill("Move the door")
    second.get_by_label("Article").fill("art. 6")
    page.get_by_role("button", name="Give an opinion").click()
    assert page.get_by_role("status").first.inner_text().strip() == "Done: Give an opinion."
    opinion = Opinion.objects.get(consultation__case=story.case)
    assert [row.text for row in opinion.reserves.all()] == ["Widen the stair", "Move the door"]


def test_the_mayor_reads_and_signs_on_a_phone(visit: Open, city: City, day_of_deposit: None) -> None:
    with legaltime.moved_to(FILED_ON):
        story = Story(city).filed().admitted().reviewed().minuted().sent()
        Decision.objects.filter(case=story.case).update(unsigned=a_file(city.architect, "decision.pdf"))
    page = signed_in(visit("/", "en", "phone"), city.who(Function.PRESIDENT), "/signature/")
    page.get_by_role("link", name="Read and sign").click()
    page.get_by_role("button", name="Sign decision").click()
    assert page.locator("#errors").is_visible() and page.title().startswith("Error:")
    page.get_by_label("I have read the act and I sign it").check()
    page.get_by_role("button", name="Sign decision").click()
    page.wait_for_url("**/signature/")
    assert page.get_by_text("your signature is being applied").is_visible()
