"""The one request for missing pieces, what ends it, and dates that need their evidence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.functions import Function
from tests.permits.acts.refusing import why_not
from tests.permits.files import FILED_ON, Story, a_file
from workflows import legaltime

pytestmark = pytest.mark.django_db

PIECES = {"pieces": [{"piece": "ownership", "reason": "Page manquante"}]}
ASKED, CAME, TOLD = (FILED_ON + timedelta(days=days) for days in (1, 8, 10))


def hand_in_again(story: Story) -> None:
    """A new file for the piece that was asked for, and the old one judged bad before it."""
    file = story.case.application.pieces.get(piece="ownership", current=True)
    assert file.status == "rejected"
    story.act("hand_in", story.architect, piece="ownership", version=str(a_file(story.architect).pk))


def asked(story: Story) -> Story:
    """The desk rejects a piece and asks for another."""
    file, desk = story.case.application.pieces.get(piece="ownership"), story.who(Function.DESK)
    story.act("judge_piece", desk, file=file.pk, status="rejected", reason="Page manquante")
    story.act("request_pieces", desk, **PIECES)
    return story


def silence(story: Story) -> tuple[str, date | None]:
    clock = story.case.clocks.get(name="silence")
    return str(clock.state), clock.due_on


@pytest.mark.starts_from("filed")
def test_missing_pieces_are_asked_for_once(story: Story) -> None:
    desk = story.who(Function.DESK)
    asked(story)
    assert story.case.state == "incomplete"
    hand_in_again(story)
    story.act("supply_pieces", story.architect)
    assert story.case.state == "filed"
    assert why_not(story, "request_pieces", desk, **PIECES) == {"asked_once"}


@pytest.mark.starts_from("filed")
def test_only_pieces_of_the_procedure_are_asked_for(story: Story) -> None:
    more = {"pieces": [{"piece": "family_tree", "reason": "Par curiosité"}]}
    assert why_not(story, "request_pieces", story.who(Function.DESK), **more) == {"piece"}
    assert why_not(story, "request_pieces", story.who(Function.DESK), pieces=[]) == {"payload:pieces"}


@pytest.mark.starts_from("filed")
def test_the_request_ends_when_every_piece_has_come(story: Story) -> None:
    asked(story)
    assert why_not(story, "supply_pieces", story.architect) == {"pieces"}
    hand_in_again(story)
    story.act("supply_pieces", story.architect)
    assert story.case.state == "filed"


@pytest.mark.starts_from("in_review")
def test_a_request_during_the_review_comes_back_to_it(story: Story) -> None:
    asked(story)
    hand_in_again(story)
    story.act("supply_pieces", story.architect)
    assert story.case.state == "in_review"


@pytest.mark.starts_from("filed")
def test_pieces_count_from_the_day_their_evidence_shows(story: Story) -> None:
    with legaltime.moved_to(ASKED):
        asked(story)
    assert silence(story) == ("suspended", None)
    with legaltime.moved_to(TOLD):
        hand_in_again(story)
        dated = {"effective_on": CAME, "evidence": "recommandé RR 12"}
        assert why_not(story, "supply_pieces", story.architect, effective_on=CAME) == {"no_evidence"}
        story.act("supply_pieces", story.architect, **dated)
    assert silence(story) == ("running", date(2026, 5, 11))  # 2 May and the 7 days of the wait, to a Monday


@pytest.mark.starts_from("filed")
def test_a_legal_date_is_neither_to_come_nor_before_what_it_answers(story: Story) -> None:
    with legaltime.moved_to(ASKED):
        asked(story)
        hand_in_again(story)
        for on, code in ((TOLD, "future_date"), (FILED_ON - timedelta(days=1), "before_deposit")):
            said = why_not(story, "supply_pieces", story.architect, effective_on=on, evidence="cachet")
            assert said == {code}
        early = {"effective_on": FILED_ON, "evidence": "cachet"}
        assert why_not(story, "supply_pieces", story.architect, **early) == {"before_state"}


@pytest.mark.starts_from("filed")
def test_an_act_of_the_day_takes_no_other_date(story: Story) -> None:
    with legaltime.moved_to(ASKED):
        said = why_not(story, "admit", story.who(Function.DESK), effective_on=FILED_ON, evidence="mémoire")
    assert said == {"not_dated"}


@pytest.mark.starts_from("filed")
def test_a_rejected_piece_stops_admission(story: Story) -> None:
    desk, file = story.who(Function.DESK), story.case.application.pieces.get(piece="ownership")
    assert why_not(story, "judge_piece", desk, file=file.pk, status="rejected") == {"reason"}
    story.act("judge_piece", desk, file=file.pk, status="rejected", reason="Illisible")
    assert why_not(story, "admit", desk) == {"rejected"}
    story.act("judge_piece", desk, file=file.pk, status="accepted")
    story.act("admit", desk)
    assert story.case.state == "in_review"


@pytest.mark.starts_from("filed")
def test_a_complete_file_is_not_inadmissible_and_a_lacking_one_is(story: Story) -> None:
    desk = story.who(Function.DESK)
    assert why_not(story, "declare_inadmissible", desk, reason="Sans motif") == {"nothing_lacking"}
    asked(story)
    story.act("declare_inadmissible", desk, reason="Titre de propriété jamais remis")
    assert (story.case.state, story.case.outcome) == ("closed", "inadmissible")
    assert not story.case.clocks.open().exists()


@pytest.mark.starts_from("in_review")
def test_an_applicant_who_withdraws_ends_everything_that_waits(story: Story) -> None:
    assert why_not(story, "withdraw", story.who(Function.DESK), reason="Pour lui") == {"not_yours"}
    story.act("withdraw", story.architect, reason="Projet abandonné")
    assert (story.case.state, story.case.outcome) == ("closed", "withdrawn")
    assert set(story.case.consultations.values_list("state", flat=True)) == {"withdrawn"}
    assert not story.case.clocks.open().exists()
    assert "state" in why_not(story, "withdraw", story.architect, reason="Encore")
