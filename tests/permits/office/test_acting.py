"""What a page of an act does with refusals, repetitions and half-typed rows."""

from __future__ import annotations

import pytest

from accounts.functions import Function
from tests.permits.files import Story
from tests.permits.office.test_whole_day import Browser, attendance, went
from workflows import legaltime
from workflows.models import Attendance, Case, JournalEntry, Opinion, Sitting

pytestmark = pytest.mark.django_db


@pytest.mark.starts_from("in_review")
def test_a_refused_act_shows_its_reasons_and_keeps_what_was_typed(story: Story, browser: Browser) -> None:
    reviewer = browser(story.who(Function.REVIEWER, "urban-agency"))
    answer = reviewer.does(
        story.case.pk, "give_opinion", seat="urban_agency", value="with_reserves",
        text="Typed for an hour", effective_on="01/03/2026",
    )  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 400 and "Typed for an hour" in page and "01/03/2026" in page
    assert "at least one reserve" in page and "needs its evidence" in page
    assert not Opinion.objects.filter(consultation__case=story.case).exists()


@pytest.mark.starts_from("in_review")
def test_rows_grow_without_losing_what_was_typed_and_become_reserves(story: Story, browser: Browser) -> None:
    reviewer = browser(story.who(Function.REVIEWER, "urban-agency"))
    typed = {"seat": "urban_agency", "value": "with_reserves", "text": "Seen."}
    one = {
        "reserves-0-text": "Widen the stair",
        "reserves-0-article": "art. 5",
        "reserves-0-severity": "major",
    }
    grown = reviewer.does(story.case.pk, "give_opinion", add="reserves", **typed, **one).content.decode()
    assert (
        "Widen the stair" in grown and 'name="reserves-1-text"' in grown and "There is a problem" not in grown
    )
    two = {"reserves-count": "2", "reserves-1-text": "Move the door", "reserves-1-article": ""}
    half = reviewer.does(story.case.pk, "give_opinion", **{**typed, **one, **two})
    assert half.status_code == 400 and "Fill in: Article" in half.content.decode()
    whole = {**two, "reserves-1-article": "art. 6", "reserves-1-severity": "minor"}
    went(reviewer.does(story.case.pk, "give_opinion", **{**typed, **one, **whole}))
    opinion = Opinion.objects.get(consultation__case=story.case)
    assert [(r.text, r.severity) for r in opinion.reserves.all()] == [
        ("Widen the stair", "major"), ("Move the door", "minor")
    ]  # fmt: skip


@pytest.mark.starts_from("filed")
def test_a_page_sent_twice_does_one_act(story: Story, browser: Browser) -> None:
    desk = browser(story.who(Function.DESK))
    key, address = "a" * 32, f"/bureau/dossiers/{story.case.pk}/admit/"
    first, second = (desk.client.post(address, {"key": key}) for _ in range(2))
    assert first["Location"] == second["Location"] == f"/bureau/dossiers/{story.case.pk}/"
    assert JournalEntry.objects.filter(case=story.case, action="admit", subject="case").count() == 1


@pytest.mark.starts_from("filed")
def test_an_act_that_cannot_be_done_says_why_instead_of_asking(story: Story, browser: Browser) -> None:
    page = browser(story.who(Function.DESK)).reads(f"/bureau/dossiers/{story.case.pk}/notify/")
    assert "This cannot be done while the case is: filed." in page and "<textarea" not in page
    assert (
        browser(story.who(Function.DESK)).opens(f"/bureau/dossiers/{story.case.pk}/nothing/").status_code
        == 404
    )


@pytest.mark.starts_from("filed")
def test_the_case_page_offers_what_the_engine_allows_and_explains_the_rest(
    story: Story, browser: Browser
) -> None:
    page = browser(story.who(Function.DESK)).reads(f"/bureau/dossiers/{story.case.pk}/")
    assert f'href="/bureau/dossiers/{story.case.pk}/admit/"' in page
    assert f'href="/bureau/dossiers/{story.case.pk}/begin_signature/"' not in page
    assert "This is done by: president of the communal council." in page


@pytest.mark.starts_from("filed")
def test_pieces_are_judged_and_asked_for_with_the_letter_read_first(story: Story, browser: Browser) -> None:
    desk, case = browser(story.who(Function.DESK)), story.case
    piece = case.application.pieces.get(piece="ownership")
    refused = desk.does(case.pk, "judge_piece", file=piece.pk, status="rejected", reason="")
    assert refused.status_code == 400 and "Say why the piece is rejected." in refused.content.decode()
    went(desk.does(case.pk, "judge_piece", file=piece.pk, status="rejected", reason="Illegible copy"))
    asked = {"pieces-ownership-ask": "on", "pieces-ownership-reason": "Illegible copy"}
    letter = desk.does(case.pk, "request_pieces", preview="1", **asked).content.decode()
    assert "The letter, as it will be sent" in letter and Case.objects.get(pk=case.pk).state == "filed"
    went(desk.does(case.pk, "request_pieces", **asked))
    assert Case.objects.get(pk=case.pk).requested_pieces == [
        {"piece": "ownership", "reason": "Illegible copy"}
    ]


@pytest.mark.starts_from("deciding")
def test_a_refusal_is_drafted_from_the_grounds_of_the_pack(story: Story, browser: Browser) -> None:
    desk = browser(story.who(Function.DESK))
    assert desk.does(story.case.pk, "draft_decision", kind="refusal").status_code == 400
    went(desk.does(story.case.pk, "draft_decision", kind="refusal", **{"grounds-known": ["zoning"],
                   "grounds-0-text": "Too high", "grounds-0-article": "art. 9"}))  # fmt: skip
    grounds = story.case.decisions.get(state="draft").grounds
    assert len(grounds) == 2 and grounds[1] == {"text": "Too high", "article": "art. 9"}
    assert "Too high" in desk.reads(f"/bureau/dossiers/{story.case.pk}/draft_decision/")


@pytest.mark.starts_from("in_review")
def test_nobody_is_marked_present_without_a_capacity(story: Story, browser: Browser) -> None:
    with_sitting = story.reviewed()
    sitting = Sitting.objects.get_or_create(office=story.city.commune, on=legaltime.today())[0]
    desk, case = browser(story.who(Function.DESK)), with_sitting.case
    went(desk.does(case.pk, "schedule", sitting=sitting.pk))
    nobody = {name: value for name, value in attendance(case).items() if name.endswith("present")}
    assert "Fill in: In what capacity." in desk.does(case.pk, "record_minutes", **nobody).content.decode()
    went(desk.does(case.pk, "record_minutes"))
    assert not Attendance.objects.filter(item__case=case, present=True).exists()
