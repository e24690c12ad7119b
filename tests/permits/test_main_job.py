"""The spine: a file goes from deposit to a signed decision."""

from __future__ import annotations

from tests.permits.files import FILED_ON, Story
from workflows import legaltime


def test_a_small_house_goes_from_deposit_to_signature(story: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        story.filed()
        assert story.case.state == "filed"
        assert story.case.track_ruling["track"] == "petit"
        story.admitted()
        assert story.case.state == "in_review"
        story.reviewed()
        story.minuted()
        assert story.case.state == "deciding"
        story.sent()
        assert story.case.state == "signing"


def test_a_refit_asks_no_seat(story: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        story.filed("refection", {"work_description": "Peinture et carrelage"})
        story.admitted()
        assert story.case.state == "deciding"
        assert not story.case.consultations.exists()
