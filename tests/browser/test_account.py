"""Accounts as people use them: a code from a phone, a passkey, and every page of the account."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings as project
from django.test import Client
from playwright.sync_api import Page, expect

from accounts.functions import Function
from accounts.models import User
from permits.demo.city import City
from tests.browser.conftest import Open, complaints

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "four words are good"
PAGES = (
    "/compte/2fa/",
    "/compte/2fa/totp/activate/",
    "/compte/2fa/webauthn/",
    "/compte/2fa/webauthn/add/",
    "/compte/email/",
    "/compte/password/change/",
    "/compte/logout/",
    "/pieces/987654321",
)


@pytest.fixture
def president(city: City) -> User:
    user = city.who(Function.PRESIDENT)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(page: Page, user: User) -> None:
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def still_me(page: Page) -> None:
    """What concerns the account asks for the password once more."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it still you?")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def code_for(secret: str) -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_pages_of_an_account(visit: Open, client: Client, president: User, language: str) -> None:
    page = visit("/", language, "phone")
    root, found = page.url.rstrip("/"), {}
    client.force_login(president)
    session = client.cookies[project.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": project.SESSION_COOKIE_NAME, "value": session, "url": root}])
    for address in PAGES:
        page.goto(root + address)
        if wrong := complaints(page):
            found[address] = wrong
    assert found == {}


def test_whoever_signs_adds_an_application_and_then_needs_its_code(visit: Open, president: User) -> None:
    page = visit("/compte/login/?next=/pieces/987654321")
    sign_in(page, president)
    expect(page.get_by_role("heading", level=1)).to_have_text("A second factor is needed")
    page.get_by_role("link", name="Add an application").click()
    still_me(page)
    assert complaints(page) == []
    secret = page.locator("main code").inner_text()
    page.get_by_label("Code", exact=True).fill(code_for(secret))
    page.get_by_role("button", name="Add this application").click()
    expect(page.locator(".codes code")).to_have_count(10)
    assert complaints(page) == []
    page.get_by_role("button", name="Sign out").click()
    sign_in_again(page, president, secret)


def sign_in_again(page: Page, user: User, secret: str) -> None:
    """Password, a wrong code, a recovery code in its place."""
    page.goto(re.sub(r"(//[^/]+).*", r"\1/compte/login/", page.url))
    sign_in(page, user)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second factor")
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".error-summary")).to_be_visible()
    assert complaints(page) == []
    expect(page.get_by_role("button", name="Use my key or passkey")).to_be_visible()


def test_a_passkey_is_added_and_signs_in_alone(visit: Open, president: User) -> None:
    page = visit("/compte/login/?next=/compte/2fa/webauthn/add/")
    debugger = page.context.new_cdp_session(page)
    debugger.send("WebAuthn.enable")
    virtual = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    debugger.send("WebAuthn.addVirtualAuthenticator", {"options": virtual})
    sign_in(page, president)
    still_me(page)
    page.get_by_label("Name of the key").fill("Office computer")
    page.locator("#id_passwordless").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("main")).to_contain_text("codes")
    page.get_by_role("button", name="Sign out").click()
    page.goto(re.sub(r"(//[^/]+).*", r"\1/compte/login/?next=/compte/2fa/", page.url))
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My account")
