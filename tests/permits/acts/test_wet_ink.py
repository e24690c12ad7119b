"""No certificate to be had: the act signed by hand closes the case, and is shown as what it is."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.functions import Function
from permits.models import Paper, Permit, RegisteredFile
from permits.register import status_of
from tests.permits.acts.refusing import why_not
from tests.permits.acts.signing import living, session_for
from tests.permits.files import Story, a_file

pytestmark = [pytest.mark.django_db, pytest.mark.starts_from("signing")]
PLACE = {"place_of_original": "Archives du guichet, boîte 12"}


def by_hand(story: Story, **more: object) -> Paper:
    """The desk records the scan of the signed act."""
    desk = story.who(Function.DESK)
    story.act("sign_by_hand", desk, version=str(a_file(desk, "scan.pdf").pk), **PLACE, **more)
    return Paper.objects.get(case=story.case, decision__isnull=False)


@pytest.mark.starts_from("signing")
def test_an_act_signed_by_hand_grants_and_says_where_its_original_is(story: Story) -> None:
    paper = by_hand(story)
    assert (story.case.outcome, paper.signed, paper.place_of_original) == (
        "granted",
        False,
        PLACE["place_of_original"],
    )
    assert Permit.objects.get(case=story.case).number == paper.number


@pytest.mark.starts_from("signing")
def test_the_register_knows_the_scan_by_its_hash(story: Story) -> None:
    paper = by_hand(story)
    assert RegisteredFile.objects.get(paper=paper).sha256 == paper.version.sha256
    status = status_of(paper.version.sha256)
    assert status is not None and status["status"] == "not_delivered"


@pytest.mark.starts_from("signing")
def test_a_signature_that_comes_back_afterwards_never_counts(story: Story) -> None:
    session = session_for(living(story), story)
    by_hand(story)
    session.refresh_from_db()
    assert session.stage == "discarded"


@pytest.mark.starts_from("signing")
def test_somebody_elses_scan_is_refused(story: Story) -> None:
    scan = str(a_file(story.architect, "scan.pdf").pk)
    assert why_not(story, "sign_by_hand", story.who(Function.DESK), version=scan, **PLACE) == {"scan"}


@pytest.mark.starts_from("signing")
def test_an_earlier_date_of_the_act_needs_its_evidence(story: Story) -> None:
    desk = story.who(Function.DESK)
    scan, earlier = str(a_file(desk, "scan.pdf").pk), date(2026, 3, 1)
    codes = why_not(story, "sign_by_hand", desk, version=scan, effective_on=earlier, **PLACE)
    assert codes == {"no_evidence"}
