"""The decision: what it needs, who signs it, what becomes of its number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.functions import Function
from permits.models import Decision, Permit, PermitNumber
from tests.permits.acts.refusing import entries, why_not
from tests.permits.acts.signing import living, session_for, signed_as
from tests.permits.files import FILED_ON, Story
from workflows import legaltime

pytestmark = pytest.mark.django_db

GROUNDS = {"grounds": [{"text": "Hauteur excessive", "article": "12-90 art. 46"}]}
SURSIS = {"reason": "Plan d'aménagement à l'étude", "article": "12-90 art. 45"}


@pytest.mark.starts_from("in_review")
@pytest.mark.parametrize("value", ["unfavourable", "adjourned", "with_reserves"])
def test_no_permit_is_drafted_without_the_binding_seat_s_agreement(story: Story, value: str) -> None:
    reserve = {"reserves": [{"text": "Réduire", "article": "46"}]} if value == "with_reserves" else {}
    for seat in ("commune", "prefecture"):
        story.opinion(seat)
    story.opinion("urban_agency", value, text="Motif suffisant.", **reserve)
    story.minuted()
    desk = story.who(Function.DESK)
    assert "binding" in why_not(story, "draft_decision", desk, kind="grant", departure="Quand même")
    story.act("draft_decision", desk, kind="refusal", **GROUNDS)
    assert living(story).kind == "refusal"


@pytest.mark.starts_from("in_review")
def test_a_decision_that_departs_from_an_opinion_says_why(story: Story) -> None:
    desk = story.who(Function.DESK)
    story.reviewed(prefecture="unfavourable").minuted()
    assert why_not(story, "draft_decision", desk, kind="grant") == {"departure"}
    story.act("draft_decision", desk, kind="grant", departure="Le recul demandé n'est pas exigé par le plan.")
    assert living(story).departure


@pytest.mark.starts_from("deciding")
def test_a_refusal_states_its_grounds(story: Story) -> None:
    desk = story.who(Function.DESK)
    assert why_not(story, "draft_decision", desk, kind="refusal") == {"grounds"}
    bare = {"grounds": [{"text": "Hauteur excessive"}]}
    assert why_not(story, "draft_decision", desk, kind="refusal", **bare) == {"payload:grounds.0.article"}
    assert why_not(story, "send_to_signature", desk) == {"no_draft"}


@pytest.mark.starts_from("deciding")
def test_a_number_follows_its_draft_and_is_void_when_the_kind_changes(story: Story) -> None:
    desk, president = story.who(Function.DESK), story.who(Function.PRESIDENT)
    story.sent().act("return_decision", president, reason="Une coquille")
    first = PermitNumber.objects.get(case=story.case)
    story.act("draft_decision", desk, kind="grant")
    assert living(story).number == first
    story.act("draft_decision", desk, kind="refusal", **GROUNDS)
    first.refresh_from_db()
    assert (first.status, first.reason) == ("void", "a decision of another kind took its place")
    story.act("send_to_signature", desk)
    assert living(story).number.text.startswith("PCT.R-2026-RIVAGE")
    assert Decision.objects.filter(case=story.case, state="void").count() == 2


@pytest.mark.starts_from("deciding")
def test_a_rate_that_the_commune_has_not_set_is_said_before_signature(story: Story) -> None:
    desk, commune = story.who(Function.DESK), story.city.commune
    story.act("draft_decision", desk, kind="grant")
    type(commune).objects.filter(pk=commune.pk).update(settings={})
    assert why_not(story, "send_to_signature", desk) == {"draft"}
    story.act("draft_decision", desk, kind="refusal", **GROUNDS)
    story.act("send_to_signature", desk)


@pytest.mark.starts_from("signing")
def test_one_signature_is_applied_at_a_time(story: Story) -> None:
    president = story.who(Function.PRESIDENT)
    assert why_not(story, "begin_signature", story.who(Function.DESK), consent=True) == {"not_yours"}
    assert why_not(story, "begin_signature", president, consent=False) == {"payload:consent"}
    story.act("begin_signature", president, consent=True)
    assert why_not(story, "begin_signature", president, consent=True) == {"signing"}
    assert why_not(story, "return_decision", president, reason="Trop tard") == {"signing"}


@pytest.mark.starts_from("signing")
def test_nobody_signs_a_paper_that_is_not_made(story: Story) -> None:
    Decision.objects.filter(case=story.case).update(unsigned=None)
    assert why_not(story, "begin_signature", story.who(Function.PRESIDENT), consent=True) == {"paper"}


@pytest.mark.starts_from("signing")
def test_the_signature_closes_the_case_and_makes_one_permit(story: Story) -> None:
    session = signed_as(story)
    assert (story.case.state, story.case.outcome) == ("closed", "granted")
    number = PermitNumber.objects.get(case=story.case)
    assert (number.status, Permit.objects.get(case=story.case).number) == ("used", number.text)
    assert why_not(story, "sign", None, session=str(session.pk)) == {"state"}


@pytest.mark.starts_from("signing")
def test_a_signature_made_before_the_draft_was_returned_never_counts(story: Story) -> None:
    session = session_for(living(story), story)
    story.act("return_decision", story.who(Function.PRESIDENT), reason="Relire l'article 4")
    story.act("send_to_signature", story.who(Function.DESK))
    assert why_not(story, "sign", None, session=str(session.pk)) == {"signature"}
    session.refresh_from_db()
    assert (session.stage, session.discard_reason) == ("discarded", "Relire l'article 4")


@pytest.mark.starts_from("deciding")
def test_a_refusal_makes_no_permit_and_uses_its_number(story: Story) -> None:
    story.sent("refusal", **GROUNDS)
    signed_as(story)
    assert (story.case.outcome, Permit.objects.filter(case=story.case).exists()) == ("refused", False)
    assert PermitNumber.objects.get(case=story.case).status == "used"


@pytest.mark.starts_from("deciding")
def test_a_deferral_ends_within_two_years_and_of_itself(story: Story) -> None:
    president = story.who(Function.PRESIDENT)
    for until in (FILED_ON, date(2028, 3, 3)):
        assert why_not(story, "defer", president, until=until, **SURSIS) == {"until"}
    assert why_not(story, "defer", president, until=date(2026, 9, 2), reason="Attendre") == {
        "payload:article"
    }
    story.act("defer", president, until=date(2026, 9, 2), **SURSIS)
    assert (story.case.state, story.case.deferred_until) == ("deferred", date(2026, 9, 2))
    with legaltime.moved_to(date(2026, 9, 20)):
        story.act("draft_decision", story.who(Function.DESK), kind="grant")
    assert (story.case.state, entries(story, "end_deferral")) == ("deciding", 1)


@pytest.mark.starts_from("deciding")
def test_a_deferred_decision_is_taken_up_when_its_ground_has_gone(story: Story) -> None:
    story.act("defer", story.who(Function.PRESIDENT), until=date(2028, 3, 2), **SURSIS)
    with legaltime.moved_to(FILED_ON + timedelta(days=90)):
        story.act("resume", story.who(Function.PRESIDENT), reason="Plan approuvé")
    assert (story.case.state, story.case.deferred_until) == ("deciding", None)


@pytest.mark.starts_from("refit_deciding")
def test_a_refit_knows_no_deferral(story: Story) -> None:
    later = {"until": date(2026, 9, 2), **SURSIS}
    assert why_not(story, "defer", story.who(Function.PRESIDENT), **later) == {"no_deferral"}
