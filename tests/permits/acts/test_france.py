"""The second country with no code of its own: limits, pieces, seats and silence as its pack says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.functions import Function
from permits.demo.city import City
from permits.models import Permit
from tests.permits.acts.french import FRENCH_HOUSE, french
from tests.permits.acts.refusing import entries, why_not
from tests.permits.files import FILED_ON, Story, a_file
from workflows import legaltime, settlement
from workflows.models import Consultation

pytestmark = pytest.mark.django_db

PIECES = {"pieces": [{"piece": "situation_plan", "reason": "Échelle absente"}]}


def deposited(city: City, **facts: bool) -> Story:
    """A building permit applied for in France."""
    return Story(french(city)).filed("permis_construire", {**FRENCH_HOUSE, **facts})


def settled(story: Story, on: date) -> Story:
    with legaltime.moved_to(on):
        settlement.settle_case(story.case.pk)
    story.case.refresh_from_db()
    return story


def due(story: Story, name: str = "review") -> date | None:
    return story.case.clocks.get(name=name).due_on


def desk(story: Story) -> object:
    return story.who(Function.DESK, "ville")


def test_a_house_is_tacitly_permitted_after_two_months(town: City) -> None:
    story = deposited(town)
    assert due(story) == date(2026, 5, 4)  # 2 May is a Saturday
    settled(story, date(2026, 5, 5))
    permit = Permit.objects.get(case=story.case)
    assert (story.case.outcome, permit.deemed, permit.granted_on) == (
        "deemed_granted",
        True,
        date(2026, 5, 4),
    )


def test_the_mayor_certifies_a_tacit_permit(town: City) -> None:
    story = deposited(town)
    with legaltime.moved_to(date(2026, 5, 5)):
        story.act("attest_silence", story.who(Function.PRESIDENT, "ville"))
    assert story.case.attested_on == date(2026, 5, 5)


def test_silence_refuses_where_the_pack_says_so(town: City) -> None:
    story = settled(deposited(town, silence_refuses=True), date(2026, 5, 5))
    assert (story.case.outcome, Permit.objects.filter(case=story.case).exists()) == ("deemed_refused", False)
    assert story.case.closed_on == date(2026, 5, 4)


def test_pieces_that_never_came_reject_the_application(town: City) -> None:
    story = deposited(town)
    with legaltime.moved_to(FILED_ON + timedelta(days=8)):
        story.act("request_pieces", desk(story), **PIECES)
    settled(story, date(2026, 6, 20))
    assert (story.case.outcome, story.case.closed_on) == ("deemed_refused", date(2026, 6, 10))  # three months


def test_the_limit_starts_at_completion(town: City) -> None:
    story = deposited(town)
    with legaltime.moved_to(date(2026, 3, 10)):
        story.act("request_pieces", desk(story), **PIECES)
        plan = {"piece": "situation_plan", "version": str(a_file(story.architect).pk)}
        story.act("hand_in", story.architect, **plan)
    with legaltime.moved_to(date(2026, 4, 15)):
        story.act("supply_pieces", story.architect)
    assert due(story) == date(2026, 6, 15)


def test_pieces_are_asked_for_within_the_first_month_only(town: City) -> None:
    story = deposited(town)
    with legaltime.moved_to(date(2026, 4, 3)):
        assert why_not(story, "request_pieces", desk(story), **PIECES) == {"too_late"}


def test_the_longer_limit_applies_where_services_are_consulted(town: City) -> None:
    story = deposited(town, other_consultations=True)
    assert due(story) == date(2026, 6, 2)  # three months


def test_a_consulted_service_that_says_nothing_agrees_after_a_month(town: City) -> None:
    story = deposited(town, other_consultations=True)
    story.act("admit", desk(story))
    settled(story, date(2026, 4, 3))
    seat = Consultation.objects.get(case=story.case)
    assert (seat.state, seat.deemed, seat.settled_on) == ("lapsed", "favourable", date(2026, 4, 2))
    assert (story.case.state, entries(story, "conclude_round")) == ("deciding", 1)
    story.act("draft_decision", desk(story), kind="grant")


def test_an_opinion_proved_to_be_of_the_last_day_counts_until_the_lapse_is_settled(town: City) -> None:
    story = deposited(town, monument_surroundings=True)
    story.act("admit", desk(story))
    said = {"value": "unfavourable", "text": "Toiture", "effective_on": date(2026, 5, 4), "evidence": "fax"}
    with legaltime.moved_to(date(2026, 5, 12)):
        story.opinion("heritage_architect", **said)
    seat = Consultation.objects.get(case=story.case)
    assert (seat.state, seat.late, seat.settled_on) == ("answered", False, date(2026, 5, 4))
    assert "binding" in why_not(story, "draft_decision", desk(story), kind="grant", departure="Non")


def test_an_opinion_that_comes_after_its_settled_lapse_does_not_count(town: City) -> None:
    story = deposited(town, monument_surroundings=True, other_consultations=True)
    story.act("admit", desk(story))
    settled(story, date(2026, 4, 3))
    with legaltime.moved_to(date(2026, 4, 3)):
        reviewer = story.who(Function.REVIEWER, "sdis")
        late = {"effective_on": date(2026, 4, 1), "evidence": "fax"}
        said = why_not(story, "give_opinion", reviewer, seat="services", value="favourable", **late)
    assert said == {"lapsed"}


def test_a_seat_is_not_late_while_the_file_is_incomplete(town: City) -> None:
    story = deposited(town, other_consultations=True)
    story.act("admit", desk(story))
    with legaltime.moved_to(date(2026, 3, 20)):
        story.act("request_pieces", desk(story), **PIECES)
        plan = {"piece": "situation_plan", "version": str(a_file(story.architect).pk)}
        story.act("hand_in", story.architect, **plan)
    with legaltime.moved_to(date(2026, 5, 20)):
        story.act("supply_pieces", story.architect)
        assert Consultation.objects.get(case=story.case).state == "requested"
    settled(story, date(2026, 6, 9))
    assert Consultation.objects.get(case=story.case).state == "lapsed"


def test_the_permit_is_extended_twice_by_a_year(town: City) -> None:
    story = settled(deposited(town), date(2026, 5, 5))
    assert due(story, "validity") == date(2029, 5, 4)
    with legaltime.moved_to(date(2029, 3, 1)):
        for _ in range(2):
            story.act("extend", desk(story), clock="validity", reason="Demande du bénéficiaire")
        assert due(story, "validity") == date(2031, 5, 5)
        again = {"clock": "validity", "reason": "Encore"}
        assert why_not(story, "extend", desk(story), **again) == {"clock"}
