"""Deposit: what it needs, which track, where; before any opinion is asked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.functions import Function
from accounts.models import ProfessionalIdentity
from tests.permits.acts.refusing import why_not
from tests.permits.files import FILED_ON, HOUSE, Story, a_file
from workflows import legaltime
from workflows.reasons import NotVisible

pytestmark = pytest.mark.django_db

OUTSIDE = {**HOUSE, "use": "collective_housing", "height_m": "12", "levels": 3, "subdivision": "none"}


@pytest.mark.starts_from("drafted")
def test_a_file_lacking_a_main_piece_is_not_deposited(story: Story) -> None:
    assert why_not(story, "file", story.architect) == {"pieces"}
    story.with_pieces().act("file", story.architect)
    assert story.case.state == "filed"


@pytest.mark.starts_from("drafted")
def test_lack_of_an_information_piece_never_stops_a_file(story: Story) -> None:
    rules = story.rules_in_force()
    pieces = rules.pieces_due(story.case.facts, "deposit")
    assert "information" in {piece.category for piece in pieces}
    for piece in pieces:
        if piece.category == "main":
            story.act("hand_in", story.architect, piece=piece.name, version=str(a_file(story.architect).pk))
    story.act("file", story.architect)
    story.act("admit", story.who(Function.DESK))
    assert story.case.state == "in_review"


@pytest.mark.starts_from("filed")
def test_an_information_piece_is_joined_after_deposit_and_a_main_one_is_not(story: Story) -> None:
    late = {"version": str(a_file(story.architect).pk)}
    assert why_not(story, "hand_in", story.architect, piece="ownership", **late) == {"not_now"}
    assert why_not(story, "hand_in", story.architect, piece="horoscope", **late) == {"piece"}
    story.act("hand_in", story.architect, piece="architect_contract", **late)
    assert why_not(story, "hand_in", story.architect, piece="architect_contract", **late) == {"upload"}


def test_what_is_not_declared_is_asked_for(story: Story) -> None:
    story.drafted("construire", {name: value for name, value in HOUSE.items() if name != "levels"})
    assert "facts" in why_not(story, "file", story.architect)


@pytest.mark.starts_from("drafted")
def test_an_architect_not_yet_checked_on_the_roll_cannot_carry_a_file(story: Story) -> None:
    story.with_pieces()
    ProfessionalIdentity.objects.filter(user=story.architect).update(checked_on=None, checked_by=None)
    assert why_not(story, "file", story.architect) == {"designer"}


def test_a_project_in_neither_annex_is_classified_by_the_desk_with_a_reason(story: Story) -> None:
    desk, ruling = story.who(Function.DESK), {"track": "grand", "reason": "Hauteur hors des deux annexes"}
    story.drafted("construire", OUTSIDE)
    assert "no_procedure" in why_not(story, "file", story.architect)
    with pytest.raises(NotVisible):
        story.act("classify", desk, **ruling)
    story.act("ask_classification", story.architect)
    assert why_not(story, "classify", desk, track="grand", reason="") == {"payload:reason"}
    story.act("classify", desk, **ruling)
    story.with_pieces().act("file", story.architect)
    assert story.case.procedure.track == "grand"
    assert story.case.track_ruling["reason"] == ruling["reason"]


def due(story: Story) -> dict[str, date | None]:
    """The last day of every limit that is open."""
    return {clock.name: clock.due_on for clock in story.case.clocks.open()}


@pytest.mark.starts_from("filed")
def test_a_deposited_file_put_on_another_track_is_counted_anew_from_its_deposit(story: Story) -> None:
    desk = story.who(Function.DESK)
    assert due(story)["total"] == date(2026, 3, 17)  # 15 days
    with legaltime.moved_to(FILED_ON + timedelta(days=2)):
        assert why_not(story, "classify", desk, track="petit", reason="Sans changement") == {"same_track"}
        assert why_not(story, "classify", desk, track="moyen", reason="Entre les deux") == {"track"}
        story.act("classify", desk, track="grand", reason="Local ouvert au public")
    limits = due(story)
    assert limits["total"] == date(2026, 4, 1)  # 30 days from the deposit, a Wednesday
    assert limits["dispatch"] == date(2026, 3, 5)  # 3 working days
    assert limits["silence"] == date(2026, 5, 4)  # 2 May is a Saturday


@pytest.mark.starts_from("in_review")
def test_a_file_under_review_keeps_its_track(story: Story) -> None:
    assert "state" in why_not(story, "classify", story.who(Function.DESK), track="grand", reason="Trop tard")


@pytest.mark.starts_from("filed")
def test_a_misaddressed_file_goes_to_the_competent_office_with_its_date(story: Story) -> None:
    desk, before = story.who(Function.DESK), story.case.reference
    why = {"reason": "Terrain à cheval sur deux communes"}
    assert why_not(story, "refer", desk, office="telecom", **why) == {"office"}
    assert why_not(story, "refer", desk, office="rivage", **why) == {"office"}
    story.act("refer", desk, office="prefecture", **why)
    assert (story.case.commune.code, story.case.reference) == ("prefecture", before)
    assert story.case.deposited_on == FILED_ON
    with legaltime.moved_to(FILED_ON + timedelta(days=1)), pytest.raises(NotVisible):
        story.act("admit", desk)
