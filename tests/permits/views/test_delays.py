"""Published delays, against files worked by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.functions import Function
from permits.delays import by_commune, by_seat
from permits.demo.city import City
from tests.permits.acts.signing import signed_as
from tests.permits.files import FILED_ON, Story
from workflows import legaltime


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


def on(days: int) -> date:
    return FILED_ON + timedelta(days=days)


def a_file(city: City) -> Story:
    """Filed on day 0, admitted on 2, opinions on 9, minutes on 10, sent on 14, signed on 15."""
    with legaltime.moved_to(on(0)):
        story = Story(city).filed()
    with legaltime.moved_to(on(2)):
        story.admitted()
    with legaltime.moved_to(on(9)):
        story.reviewed().minuted()
    with legaltime.moved_to(on(14)):
        story.sent()
    with legaltime.moved_to(on(15)):
        signed_as(story)
    return story


def test_days_are_counted_in_whose_hands_they_were(city: City) -> None:
    a_file(city)
    (row,) = by_commune(on(20))
    assert (row.office, row.files, row.days) == (city.commune.pk, 1, 15)
    assert (row.desk, row.seats, row.applicant, row.authority) == (2, 7, 0, 6)
    assert row.examinations == 1 and row.on_time == 1


def test_agencies_are_counted_from_the_request_to_the_opinion(city: City) -> None:
    a_file(city)
    agency = next(row for row in by_seat(on(20)) if row.office == city.offices["urban-agency"].pk)
    assert (agency.asked, agency.days) == (1, 7)


def test_what_ended_more_than_a_year_ago_is_left_out(city: City) -> None:
    a_file(city)
    assert by_commune(on(15 + 364)) and by_seat(on(9 + 364))
    assert by_commune(on(15 + 366)) == [] and by_seat(on(15 + 366)) == []


def test_the_page_shows_them_in_a_constant_number_of_queries(
    page: Client, city: City, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_file(city)
    with legaltime.moved_to(on(20)):
        text = page.get("/delais/").content.decode()
        for _more in range(2):
            a_file(city)
        with django_assert_num_queries(4):  # two from the cache, two for the names of offices
            page.get("/delais/")
    assert city.who(Function.DESK).name_fr not in text and "Commune du Rivage" in text


def test_nothing_to_show_is_said(page: Client, city: City) -> None:
    assert "No file has ended" in page.get("/delais/").content.decode()
