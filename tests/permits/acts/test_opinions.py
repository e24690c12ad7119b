"""Opinions, experts, sitting: what each seat may say, and when the round is over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from accounts.functions import Function
from tests.permits.acts.refusing import entries, why_not
from tests.permits.files import FILED_ON, Story
from workflows import legaltime
from workflows.models import Consultation, Opinion, Reserve, Sitting
from workflows.reasons import NotVisible

pytestmark = [pytest.mark.django_db, pytest.mark.starts_from("in_review")]

NO = {"value": "unfavourable", "text": "Motif suffisant."}
RESERVE = {"text": "Réduire la hauteur", "article": "12-90 art. 46"}
EXPERT = {"office": "hygiene", "reason": "Puits à proximité"}


def agency(story: Story) -> Any:
    return story.who(Function.REVIEWER, "urban-agency")


def test_a_seat_gives_one_opinion_a_round(story: Story) -> None:
    story.opinion("urban_agency")
    again = {"seat": "urban_agency", "value": "favourable"}
    assert why_not(story, "give_opinion", agency(story), **again) == {"answered"}
    assert Opinion.objects.filter(consultation__case=story.case).count() == 1


def test_a_seat_speaks_for_itself_only(story: Story) -> None:
    other = {"seat": "prefecture", "value": "favourable"}
    assert why_not(story, "give_opinion", agency(story), **other) == {"not_yours"}
    unasked = {"seat": "telecom", "value": "favourable"}
    assert "seat" in why_not(story, "give_opinion", agency(story), **unasked)
    with pytest.raises(NotVisible):
        story.act("give_opinion", story.who(Function.REVIEWER, "telecom"), **unasked)


def test_reserves_and_refusals_say_what_and_why(story: Story) -> None:
    def said(**more: Any) -> frozenset[str]:
        return why_not(story, "give_opinion", agency(story), seat="urban_agency", **more)

    assert said(value="unfavourable") == {"text"}
    assert said(value="adjourned", text=" . ") == {"text"}
    assert said(value="with_reserves") == {"reserves"}
    assert said(value="favourable", reserves=[RESERVE]) == {"reserves"}
    assert said(value="with_reserves", reserves=[{"text": "Sans article"}]) == {"payload:reserves.0.article"}
    assert said(value="with_reserves", reserves=[{**RESERVE, "article": ""}]) == {
        "payload:reserves.0.article"
    }


def test_a_corrected_opinion_takes_the_place_of_the_first_which_stays_on_record(story: Story) -> None:
    assert why_not(story, "correct_opinion", agency(story), seat="urban_agency", **NO) == {"not_answered"}
    story.opinion("urban_agency")
    story.act("correct_opinion", agency(story), seat="urban_agency", **NO)
    rows = Opinion.objects.filter(consultation__case=story.case).order_by("pk")
    assert [(row.value, row.current) for row in rows] == [("favourable", False), ("unfavourable", True)]


def test_an_opinion_taken_back_is_awaited_again(story: Story) -> None:
    story.reviewed()
    assert story.case.reviewed_round == 1
    story.act("withdraw_opinion", agency(story), seat="urban_agency", reason="Plans relus")
    assert story.case.reviewed_round == 0
    assert Consultation.objects.get(case=story.case, seat="urban_agency").state == "requested"
    story.opinion("urban_agency")
    assert (story.case.reviewed_round, entries(story, "conclude_round")) == (1, 2)


def test_the_last_opinion_concludes_the_round_once(story: Story) -> None:
    story.opinion("urban_agency")
    story.opinion("prefecture")
    assert entries(story, "conclude_round") == 0
    story.opinion("commune")
    assert (entries(story, "conclude_round"), story.case.state) == (1, "in_review")


def test_an_expert_has_a_voice_that_stops_nothing(story: Story) -> None:
    president, desk = story.who(Function.PRESIDENT), story.who(Function.DESK)
    assert why_not(story, "invite_expert", desk, **EXPERT) == {"not_yours"}
    assert why_not(story, "invite_expert", president, **{**EXPERT, "office": "nobody"}) == {"office"}
    story.act("invite_expert", president, **EXPERT)
    assert why_not(story, "invite_expert", president, **EXPERT) == {"asked"}
    story.opinion("expert_hygiene", "unfavourable", text="Trop près du puits")
    for seat in ("commune", "prefecture", "urban_agency"):
        story.opinion(seat)
    story.minuted().act("draft_decision", desk, kind="grant")
    assert story.case.state == "deciding"


def test_a_seat_without_a_known_limit_and_an_expert_are_passed_over_with_a_reason(story: Story) -> None:
    desk, why = story.who(Function.DESK), {"reason": "Sans réponse"}
    assert why_not(story, "pass_over", desk, seat="telecom", **why) == {"seat"}
    story.act("invite_expert", story.who(Function.PRESIDENT), **EXPERT)
    for seat in ("commune", "expert_hygiene"):
        story.act("pass_over", desk, seat=seat, **why)
    assert Consultation.objects.get(case=story.case, seat="expert_hygiene").state == "lapsed"


def test_a_reserve_is_proved_by_the_applicant_and_lifted_by_its_seat(story: Story) -> None:
    story.opinion("urban_agency", "with_reserves", reserves=[RESERVE])
    reserve = Reserve.objects.get(opinion__consultation__case=story.case)
    lift = {"reserve": reserve.pk, "proof": "Plan modifié"}
    assert why_not(story, "lift_reserve", story.who(Function.REVIEWER, "prefecture"), **lift) == {"not_yours"}
    story.act("prove_reserve", story.architect, **lift)
    assert why_not(story, "prove_reserve", story.architect, **lift) == {"reserve"}
    story.act("lift_reserve", agency(story), **lift)
    reserve.refresh_from_db()
    assert (reserve.status, reserve.lifted_on) == ("lifted", FILED_ON)


def sitting(story: Story, days: int = 0) -> int:
    return Sitting.objects.get_or_create(office=story.city.commune, on=FILED_ON + timedelta(days=days))[0].pk


def test_minutes_need_an_agenda_every_opinion_a_sitting_held_and_its_members(story: Story) -> None:
    desk, here = story.who(Function.DESK), {"attendance": [{"office": "rivage", "present": True}]}
    assert why_not(story, "record_minutes", desk, **here) == {"not_on_agenda", "awaited"}
    story.reviewed().act("schedule", desk, sitting=sitting(story, days=3))
    assert why_not(story, "schedule", desk, sitting=sitting(story, days=4)) == {"on_agenda"}
    assert why_not(story, "record_minutes", desk, **here) == {"not_held"}
    with legaltime.moved_to(FILED_ON + timedelta(days=3)):
        guest = {"attendance": [{"office": "hygiene", "present": True}]}
        assert why_not(story, "record_minutes", desk, **guest) == {"attendance"}
        story.act("record_minutes", desk, **here)
    assert story.case.state == "deciding"


def test_a_sitting_of_the_past_is_no_agenda(story: Story) -> None:
    assert why_not(story, "schedule", story.who(Function.DESK), sitting=sitting(story, -1)) == {"sitting"}


def test_what_was_said_stays_once_the_minutes_are_recorded(story: Story) -> None:
    story.reviewed().minuted()
    for act in ("correct_opinion", "give_opinion"):
        assert "state" in why_not(story, act, agency(story), seat="urban_agency", **NO)
    assert "state" in why_not(story, "withdraw_opinion", agency(story), seat="urban_agency")
