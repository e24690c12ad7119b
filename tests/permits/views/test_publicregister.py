"""The register of a commune: every decision, nobody's name, the same number of queries for any length."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from permits.demo.city import City
from tests.permits.acts.signing import signed_as
from tests.permits.files import FILED_ON, Story
from workflows import legaltime
from workflows.settlement import settle_case

REGISTER = "/registre/rivage/"


def granted(city: City, days: int = 0) -> Story:
    with legaltime.moved_to(FILED_ON + timedelta(days=days)):
        story = Story(city).filed().admitted().reviewed().minuted().sent()
        signed_as(story)
    return story


def test_a_decision_is_shown_with_its_land_and_state_and_nobodys_name(page: Client, city: City) -> None:
    story = granted(city)
    text = page.get(REGISTER).content.decode()
    assert story.case.permit.number in text and "45678/C" in text and "granted, not delivered yet" in text
    for party in story.case.application.parties.all():
        assert party.name_fr not in text


def test_a_permit_by_silence_is_there_too(page: Client, city: City) -> None:
    with legaltime.moved_to(FILED_ON):
        story = Story(city).filed().admitted()
    with legaltime.moved_to(FILED_ON + timedelta(days=100)):
        settle_case(story.case.pk)
        text = page.get(REGISTER).content.decode()
    story.case.refresh_from_db()
    assert story.case.permit.deemed and story.case.permit.number in text


def test_what_is_not_decided_is_not_there(page: Client, filed: Story) -> None:
    text = page.get(REGISTER).content.decode()
    assert "No decision yet" in text and str(filed.case.reference) not in text


@pytest.mark.parametrize(("words", "found"), [("45678", True), ("rivage-000001", True), ("nowhere", False)])
def test_the_register_is_searched(page: Client, city: City, words: str, found: bool) -> None:
    story = granted(city)
    text = page.get(REGISTER, {"q": words}).content.decode()
    assert (story.case.permit.number in text) is found
    assert ("Nothing found" in text) is not found


def test_a_year_is_chosen(page: Client, city: City) -> None:
    granted(city)
    assert "1 decision<" in page.get(REGISTER, {"year": "2026"}).content.decode()
    assert "Nothing found" in page.get(REGISTER, {"year": "2025"}).content.decode()


@pytest.mark.parametrize("query", ["?page=999", "?page=x", "?year=99999999999", "?year=²", "?q=%00"])
def test_odd_questions_get_the_page(page: Client, city: City, query: str) -> None:
    assert page.get(REGISTER + query).status_code == 200


def test_its_length_costs_no_query(
    page: Client, city: City, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    granted(city)
    page.get(REGISTER)
    with django_assert_num_queries(7):  # office, count, page, procedures, parcels, decisions, numbers
        page.get(REGISTER)
    for days in (7, 14, 21):
        granted(city, days)
    with django_assert_num_queries(7):
        page.get(REGISTER)
