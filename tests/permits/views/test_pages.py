"""The public pages: in three languages, both directions, and never a trace of an error."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_the_first_page_says_its_language_and_direction(
    client: Client, language: str, direction: str
) -> None:
    text = client.get("/", headers={"accept-language": language}).content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in text


def test_a_reader_switches_language_and_stays_on_the_page(client: Client) -> None:
    answer = client.post(reverse("set_language"), {"language": "ar", "next": "/v/"})
    assert answer.status_code == 302 and answer["Location"] == "/v/"
    assert 'dir="rtl"' in client.get("/v/").content.decode()


@pytest.mark.parametrize("address", ["/", "/v/", "/healthz"])
def test_public_pages_ask_nobody_to_sign_in(client: Client, address: str) -> None:
    assert client.get(address).status_code != 302


def test_pages_load_nothing_from_elsewhere_and_no_inline_script(client: Client) -> None:
    answer = client.get("/v/")
    text = answer.content.decode()
    loaded = re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]*)"', text)
    assert loaded and all(address.startswith("/static/") for address in loaded)
    assert text.count("<script") == text.count("<script src=") and " style=" not in text
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_an_unknown_page_says_so_in_words(page: Client) -> None:
    answer = page.get("/nothing-of-the-sort")
    assert answer.status_code == 404 and "Nothing here" in answer.content.decode()


def test_health_says_which_service_does_not_answer(client: Client, settings: Settings) -> None:
    settings.S3_ENDPOINT = "http://127.0.0.1:9"  # the discard port: nobody listens
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"ok": False, "database": True, "storage": False}


def test_a_form_without_its_token_is_refused_in_words() -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    answer = strict.post(reverse("set_language"), {"language": "ar"})
    assert answer.status_code == 403 and "The form was open too long" in answer.content.decode()
