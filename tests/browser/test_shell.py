"""The shell of every page: keyboard, languages, forms without scripts, errors."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from permits.demo.city import City
from tests.browser.conftest import Open

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_language_switch_keeps_the_page_and_what_was_asked(visit: Open) -> None:
    page = visit("/v/?code=nonsense", "fr")
    page.get_by_role("button", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.url.endswith("/v/?code=nonsense")
    expect(page.locator("#code")).to_have_value("nonsense")


def test_the_language_is_kept_with_the_person(visit: Open, city: City) -> None:
    city.architect.set_password("four words are good")
    city.architect.save()
    page = visit("/compte/login/")
    page.get_by_label("E-mail address").fill(city.architect.email)
    page.get_by_label("Password").fill("four words are good")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    city.architect.refresh_from_db()
    assert city.architect.language == "ar"


def test_the_keyboard_alone_reaches_content_and_links(visit: Open) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Go to the content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("What can I apply for?")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/demarches/$"))


def test_what_has_the_focus_is_seen(visit: Open) -> None:
    page = visit("/compte/login/")
    page.keyboard.press("Tab")
    shadow = page.evaluate("getComputedStyle(document.activeElement).boxShadow")
    assert shadow != "none"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_wrong_code_is_said_where_it_is_and_stays(visit: Open, scripts: bool) -> None:
    page = visit("/suivi/", scripts=scripts)
    page.get_by_label("Code of the file").fill("ABC")
    page.get_by_role("button", name="Show the file").click()
    expect(page).to_have_title(re.compile("^Error:"))
    expect(page.get_by_label("Code of the file")).to_have_value("ABC")
    expect(page.locator(".error-summary a")).to_have_attribute("href", "#id_code")
    if scripts:
        expect(page.locator("#errors")).to_be_focused()


def test_targets_are_large_enough_for_a_finger(visit: Open) -> None:
    page = visit("/compte/signup/", size="phone")
    small = page.evaluate(
        """() => [...document.querySelectorAll('header a, header button, main button, main input')]
        .filter(part => part.offsetParent && part.type != 'radio' && part.getBoundingClientRect().height < 40)
        .map(part => part.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_twice_as_large_letters_break_nothing(visit: Open) -> None:
    page = visit("/demarches/", "ar", "phone")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
