"""After every turn of a case the rows that open it are what the sources of truth call for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.functions import Function
from accounts.models import Office, OfficeKind
from tests.permits.acts.test_occupancy import FACTS
from tests.permits.files import FILED_ON, Story
from workflows import legaltime, settlement
from workflows.access_rebuild import differences
from workflows.models import Case, CaseGroupAccess

pytestmark = pytest.mark.django_db


def as_they_should_be(story: Story) -> bool:
    case = Case.objects.select_related("commune", "authority", "procedure").get(pk=story.case.pk)
    assert differences([case]) == []
    return True


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(name, marks=pytest.mark.starts_from(name))
        for name in (
            "drafted",
            "filed",
            "in_review",
            "tower_in_review",
            "deciding",
            "signing",
            "refit_deciding",
        )
    ],
)
def test_at_every_moment(story: Story, moment: str) -> None:
    assert as_they_should_be(story), moment


@pytest.mark.starts_from("filed")
def test_after_consent_by_silence_the_governor_sees_it(story: Story) -> None:
    with legaltime.moved_to(FILED_ON + timedelta(days=100)):
        settlement.settle_case(story.case.pk)
        assert as_they_should_be(story)
    CaseGroupAccess.objects.filter(content_object=story.case, source="silence").delete()
    case = Case.objects.get(pk=story.case.pk)
    assert [(row.verdict, row.way.source) for row in differences([case])] == [("missing", "silence")]


def test_after_another_authority_took_over(story: Story) -> None:
    story.filed("habiter", FACTS).admitted()
    with legaltime.moved_to(date(2026, 4, 3)):
        story.act("request_substitution", story.architect)
        assert as_they_should_be(story)
    assert CaseGroupAccess.objects.filter(content_object=story.case, source="substitute").exists()


@pytest.mark.starts_from("filed")
def test_after_a_file_was_referred(story: Story) -> None:
    other = Office.objects.create(
        code="voisine", kind=OfficeKind.COMMUNE, name_fr="Commune voisine", name_ar="جماعة مجاورة"
    )
    with legaltime.moved_to(FILED_ON + timedelta(days=1)):
        story.act("refer", story.who(Function.DESK), office=other.code, reason="Terrain hors du territoire.")
        assert as_they_should_be(story)
    desk = story.who(Function.DESK)
    seen = Case.objects.filter(pk=story.case.pk)
    assert not seen.visible_to(desk, FILED_ON + timedelta(days=2)).exists()


@pytest.mark.starts_from("in_review")
def test_after_an_expert_was_invited(story: Story) -> None:
    story.act("invite_expert", story.who(Function.PRESIDENT), office="hygiene", reason="Puits à proximité.")
    assert as_they_should_be(story)
