"""axe finds nothing on any page, in any language, on a desk or a phone."""

from __future__ import annotations

import pytest

from permits.demo.city import City
from tests.browser.conftest import SIZES, Open, complaints
from tests.permits.files import Story
from workflows.procedures import store

pytestmark = pytest.mark.django_db(transaction=True)
PUBLIC = (
    "/",
    "/demarches/",
    "/demarches/ma/construire/",
    "/demarches/fr/permis_construire/",
    "/suivi/",
    "/v/",
    "/v/?code=nonsense",
    "/v/23456789ABCD",
    "/registre/",
    "/delais/",
    "/aide/",
    "/accessibilite/",
    "/nowhere",
    "/compte/login/",
    "/compte/signup/",
    "/compte/password/reset/",
    "/compte/password/reset/done/",
    "/compte/confirm-email/",
    "/compte/confirm-email/bad/",
)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_public_and_sign_in_pages(visit: Open, language: str) -> None:
    store.load_packs()
    page = visit("/", language)
    root, found = page.url.rstrip("/"), {}
    for address in PUBLIC:
        page.goto(root + address)
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        for name, size in SIZES.items():
            page.set_viewport_size(size)
            if wrong := complaints(page):
                found[address, name] = wrong
    assert found == {}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_page_of_a_file_and_the_register(
    visit: Open, city: City, day_of_deposit: None, language: str
) -> None:
    story = Story(city).filed().admitted()
    page = visit(f"/suivi/{story.case.code}", language, "phone")
    assert complaints(page) == []
    page.goto(page.url.split("/suivi")[0] + "/registre/rivage/")
    assert complaints(page) == []
