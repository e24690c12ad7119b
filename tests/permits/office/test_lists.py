"""Lists: what they show, in which order, with a constant number of queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.functions import Function
from tests.permits.files import FILED_ON, Story
from tests.permits.office.conftest import Person
from tests.permits.office.test_whole_day import Browser
from workflows import legaltime

pytestmark = pytest.mark.django_db


def queries(person: Person, address: str) -> int:
    person.reads(address)  # whatever is found once for all is found now
    with CaptureQueriesContext(
        connection,
    ) as seen:
        person.reads(address)
    return len(seen)


@pytest.mark.starts_from("in_review")
def test_the_number_of_queries_does_not_grow_with_the_files(story: Story, browser: Browser) -> None:
    desk, agency = browser(story.who(Function.DESK)), browser(story.who(Function.REVIEWER, "urban-agency"))
    president = browser(story.who(Function.PRESIDENT))
    few = [
        queries(desk, "/bureau/"),
        queries(agency, "/bureau/avis/"),
        queries(president, "/bureau/?mine=on"),
    ]
    for _n in range(3):
        Story(story.city).filed().admitted()
    many = [
        queries(desk, "/bureau/"),
        queries(agency, "/bureau/avis/"),
        queries(president, "/bureau/?mine=on"),
    ]
    assert many == few and max(many) < 30


@pytest.mark.starts_from("in_review")
def test_whoever_only_gives_opinions_comes_to_the_inbox_first(story: Story, browser: Browser) -> None:
    agency = browser(story.who(Function.REVIEWER, "urban-agency"))
    assert agency.opens("/bureau/")["Location"] == "/bureau/avis/"
    assert "give_opinion/?seat=urban_agency" in agency.reads("/bureau/avis/")
    story.opinion("urban_agency")
    page = agency.reads("/bureau/avis/")
    assert story.case.reference in page and "give_opinion/?seat=" not in page


@pytest.mark.starts_from("in_review", "filed")
def test_filters_of_the_address_narrow_the_work_list(story: Story, browser: Browser) -> None:
    desk, reference = browser(story.who(Function.DESK)), story.case.reference
    shown = ("state=in_review", "kind=construire", f"q={reference}", "q=construction", "state=nonsense")
    hidden = ("state=closed", "kind=demolir", "q=nothing-like-it", "mine=on", "passed=on")
    assert all(f">{reference}<" in desk.reads(f"/bureau/?{one}") for one in shown)
    assert not any(f">{reference}<" in desk.reads(f"/bureau/?{one}") for one in hidden)
    assert "No file answers these filters" in desk.reads("/bureau/?q=nothing-like-it")


@pytest.mark.starts_from("filed")
def test_the_turn_passes_from_the_desk_to_the_seats(story: Story, browser: Browser) -> None:
    desk, reference = browser(story.who(Function.DESK)), story.case.reference
    assert f">{reference}<" in desk.reads("/bureau/?mine=on")
    story.admitted()
    agency = browser(story.who(Function.REVIEWER, "urban-agency"))
    assert f">{reference}<" not in desk.reads("/bureau/?mine=on")
    assert f">{reference}<" in agency.reads("/bureau/?mine=on")
    story.reviewed()
    assert f">{reference}<" in desk.reads("/bureau/?mine=on")


@pytest.mark.starts_from("filed")
def test_the_nearest_limit_comes_first(story: Story, browser: Browser) -> None:
    with legaltime.moved_to(FILED_ON + timedelta(days=3)):
        later = Story(story.city).filed()
        page = browser(story.who(Function.DESK)).reads("/bureau/")
    assert page.index(f">{story.case.reference}<") < page.index(f">{later.case.reference}<")
    assert "working day" in page
