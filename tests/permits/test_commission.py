"""Small communes: a committee of the prefecture sits, not a one-stop desk (décret 2-13-424 art. 10, 15)."""

from __future__ import annotations

import pytest

from accounts.functions import Function
from accounts.models import Office
from tests.permits.files import FILED_ON, Story
from workflows import legaltime
from workflows.commission import committee_for
from workflows.models import Sitting
from workflows.reasons import Refused


@pytest.fixture
def small(story: Story) -> Story:
    """A file of a commune of 12,000 inhabitants, whose prefecture has a secretary."""
    story.city.offices["prefecture"].post(Function.SECRETARY)
    Office.objects.filter(pk=story.city.commune.pk).update(population=12_000)
    story.city.commune.refresh_from_db()
    with legaltime.moved_to(FILED_ON):
        return story.admitted()


def test_the_committee_of_the_prefecture_has_a_way_in(small: Story) -> None:
    sources = small.case.group_ways.values_list(
        "source", "group__post__office__code", "group__post__function"
    )
    assert ("secretariat", "prefecture", "secretary") in set(sources)


@pytest.mark.parametrize(
    ("population", "settings", "committee"),
    [(50_000, {}, True), (50_001, {}, False), (None, {}, False), (12_000, {"one_stop_desk": True}, False)],
)
def test_a_desk_above_fifty_thousand_inhabitants_or_by_agreement(
    story: Story, population: int | None, settings: dict[str, bool], committee: bool
) -> None:
    with legaltime.moved_to(FILED_ON):
        rules = story.filed().case.rules
    assert rules is not None
    commune = story.city.commune
    commune.population, commune.settings = population, settings
    assert (committee_for(commune, rules, FILED_ON) is not None) is committee


def test_a_case_goes_to_the_sitting_of_its_committee(small: Story) -> None:
    sitting = Sitting.objects.create(office=small.city.offices["prefecture"], on=FILED_ON)
    with legaltime.moved_to(FILED_ON):
        small.act("schedule", small.who(Function.DESK), sitting=sitting.pk)
    assert small.case.agenda_round == 1


def test_a_case_never_goes_to_the_sitting_of_another_commission(small: Story) -> None:
    sitting = Sitting.objects.create(office=small.city.offices["urban-agency"], on=FILED_ON)
    with legaltime.moved_to(FILED_ON), pytest.raises(Refused) as refused:
        small.act("schedule", small.who(Function.DESK), sitting=sitting.pk)
    assert refused.value.codes == {"sitting"}
