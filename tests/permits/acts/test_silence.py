"""Silence: what legal time decides, on its own day, however late it is noticed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.functions import Function
from permits.models import Permit, PermitNumber
from tests.permits.acts.refusing import entries, why_not
from tests.permits.acts.signing import living, session_for, signed_as
from tests.permits.files import Story
from workflows import legaltime, settlement
from workflows.models import JournalEntry
from workflows.reasons import NotVisible, Refused

pytestmark = pytest.mark.django_db

LAST_DAY = date(2026, 5, 4)  # two months from Monday 2 March is Saturday 2 May: the Monday after
NEXT_DAY = date(2026, 5, 5)
LATE = date(2026, 7, 20)


@pytest.mark.starts_from("signing")
def test_the_president_may_sign_on_the_last_day(story: Story) -> None:
    with legaltime.moved_to(LAST_DAY):
        signed_as(story)
    assert story.case.outcome == "granted"


@pytest.mark.starts_from("signing")
def test_nobody_signs_after_deemed_consent_however_late_the_sweeper(story: Story) -> None:
    session = session_for(living(story), story)
    with legaltime.moved_to(NEXT_DAY):
        with pytest.raises(Refused) as refused:
            story.act("sign", None, session=str(session.pk))
        assert "state" in refused.value.codes
    story.case.refresh_from_db()
    session.refresh_from_db()
    number = PermitNumber.objects.get(case=story.case)
    assert (story.case.outcome, story.case.closed_on) == ("deemed_granted", LAST_DAY)
    assert (number.status, number.reason) == ("void", "deemed consent came first")
    assert (session.stage, session.discard_reason) == ("discarded", "deemed consent came first")


@pytest.mark.starts_from("signing")
def test_a_late_act_finds_the_consent_settled_on_its_legal_date(story: Story) -> None:
    with legaltime.moved_to(LATE), pytest.raises(Refused):
        story.act("return_decision", story.who(Function.PRESIDENT), reason="Relire")
    permit = Permit.objects.get(case=story.case)
    assert (permit.deemed, permit.state, permit.granted_on) == (True, "in_force", LAST_DAY)
    assert permit.number.startswith("PCT.T-2026-RIVAGE")
    entry = JournalEntry.objects.get(case=story.case, action="deem_granted", subject="case")
    assert (entry.effective_on, entry.actor) == (LAST_DAY, None)


@pytest.mark.starts_from("in_review")
def test_a_deemed_permit_lapses_a_year_after_its_own_date(story: Story) -> None:
    with legaltime.moved_to(date(2027, 6, 1)):
        settlement.settle_case(story.case.pk)
    permit = Permit.objects.get(case=story.case)
    assert (permit.state, permit.ended_on) == ("lapsed", date(2027, 5, 4))


@pytest.mark.starts_from("in_review")
def test_limits_that_passed_are_settled_in_their_order(story: Story) -> None:
    with legaltime.moved_to(date(2027, 6, 1)):
        assert settlement.settle_case(story.case.pk) > 1
        assert settlement.settle_case(story.case.pk) == 0
    rows = JournalEntry.objects.filter(case=story.case, actor=None).order_by("seq")
    settled = [row.effective_on for row in rows if row.action not in ("conclude_round",)]
    assert settled == sorted(settled)
    names = list(rows.filter(subject="case").values_list("action", flat=True))
    assert names.index("escalate") < names.index("deem_granted") < names.index("lapse_permit")


@pytest.mark.starts_from("signing")
def test_the_governor_attests_silence_once_even_before_any_sweep(story: Story) -> None:
    governor = story.who(Function.GOVERNOR, "prefecture")
    with pytest.raises(NotVisible):
        story.act("attest_silence", governor)
    with legaltime.moved_to(NEXT_DAY):
        story.act("attest_silence", governor)
        assert (story.case.outcome, story.case.attested_on) == ("deemed_granted", NEXT_DAY)
        assert why_not(story, "attest_silence", governor) == {"attested"}


@pytest.mark.starts_from("granted")
def test_a_signed_permit_is_no_silence(story: Story) -> None:
    said = why_not(story, "attest_silence", None)
    assert said == {"not_silence"}


@pytest.mark.starts_from("refit_signing")
def test_a_refit_is_deemed_granted_after_ten_working_days(story: Story) -> None:
    last = date(2026, 3, 16)  # ten working days from 2 March: 3-6, 9-13, 16
    with legaltime.moved_to(last):
        assert settlement.settle_case(story.case.pk) == 0
    with legaltime.moved_to(last + timedelta(days=1)):
        assert settlement.settle_case(story.case.pk) >= 1
    story.case.refresh_from_db()
    assert (story.case.outcome, story.case.closed_on) == ("deemed_granted", last)
    assert PermitNumber.objects.get(case=story.case).status == "void"
    assert entries(story, "deem_granted") == 1


@pytest.mark.starts_from("deciding")
def test_no_consent_comes_while_a_reasoned_deferral_lasts(story: Story) -> None:
    until = {"until": date(2026, 12, 31), "reason": "Plan à l'étude", "article": "12-90 art. 45"}
    story.act("defer", story.who(Function.PRESIDENT), **until)
    with legaltime.moved_to(LATE):
        settlement.settle_case(story.case.pk)
    story.case.refresh_from_db()
    assert story.case.state == "deferred"
