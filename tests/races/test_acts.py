"""Two clicks, one move: forty trials of each, forty with exactly one effect."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.functions import Function
from permits.models import Permit, PermitNumber
from signatures.models import SigningSession
from tests.permits.acts.moments import REFIT
from tests.permits.acts.refusing import entries
from tests.permits.acts.signing import living, session_for
from tests.permits.files import FILED_ON, Story
from tests.races.together import TRIALS, Crowd
from workflows import engine, journal_verify, settlement
from workflows.engine import Performed
from workflows.models import JournalEntry, Opinion

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

OCCUPANCY = {"architect_attestation": False, "telecom_permit": False}
LAST_DAY, NEXT_DAY = date(2026, 3, 16), date(2026, 3, 17)  # ten working days from 2 March


def done(answers: list[object]) -> list[Performed]:
    """Those that were performed; the others were refused with reasons, nothing else."""
    assert all(isinstance(answer, Performed | frozenset) for answer in answers), answers
    return [answer for answer in answers if isinstance(answer, Performed)]


def test_a_file_admitted_by_two_is_admitted_once(story: Story) -> None:
    desk = story.who(Function.DESK)
    with Crowd(2) as crowd:
        for _ in range(TRIALS):
            case = Story(story.city).filed("habiter", OCCUPANCY).case
            answers = crowd.at_once(*[lambda pk=case.pk: engine.perform(pk, "admit", desk)] * 2)
            assert len(done(answers)) == 1
            assert frozenset({"state"}) in answers
            assert case.consultations.count() == 2
            assert entries(Story(story.city, case), "admit") == 1
    assert journal_verify.verify().ok


def test_the_last_two_opinions_conclude_the_round_once(story: Story) -> None:
    story.filed().admitted().opinion("commune")
    last = {"urban_agency": "urban-agency", "prefecture": "prefecture"}
    reviewers = {seat: story.who(Function.REVIEWER, office) for seat, office in last.items()}

    def give(seat: str) -> Performed:
        return engine.perform(story.case.pk, "give_opinion", reviewers[seat], seat=seat, value="favourable")

    with Crowd(2) as crowd:
        for trial in range(1, TRIALS + 1):
            answers = crowd.at_once(lambda: give("urban_agency"), lambda: give("prefecture"))
            assert len(done(answers)) == 2
            assert entries(story, "conclude_round") == trial
            for seat, reviewer in reviewers.items():
                story.act("withdraw_opinion", reviewer, seat=seat)
    assert journal_verify.verify().ok


def test_one_seat_answers_once_whoever_clicks(story: Story) -> None:
    story.filed().admitted()
    office, said = "urban-agency", {"seat": "urban_agency", "value": "favourable"}
    both = [story.who(Function.REVIEWER, office), story.who(Function.HEAD, office)]
    with Crowd(2) as crowd:
        for _ in range(TRIALS):
            acts = [
                lambda who=who: engine.perform(story.case.pk, "give_opinion", who, **said) for who in both
            ]
            assert len(done(crowd.at_once(*acts))) == 1
            assert Opinion.objects.filter(consultation__case=story.case, current=True).count() == 1
            story.act("withdraw_opinion", both[0], seat="urban_agency")


def test_a_signature_and_deemed_consent_never_both_count(story: Story) -> None:
    ends = []
    with Crowd(2) as crowd:
        for _ in range(TRIALS):
            refit = Story(story.city).filed("refection", REFIT).admitted().sent()
            session = session_for(living(refit), refit)
            pk, signed = refit.case.pk, str(session.pk)
            crowd.at_once(
                lambda pk=pk, signed=signed: engine.perform(pk, "sign", None, session=signed),
                lambda pk=pk: settlement.settle_case(pk),
                days=[LAST_DAY, NEXT_DAY],
            )
            ends.append(how_it_ended(refit, session))
    assert len(ends) == TRIALS and set(ends) <= {"granted", "deemed_granted"}
    assert journal_verify.verify().ok


def how_it_ended(refit: Story, session: SigningSession) -> str:
    """The outcome, once everything that hangs on it agrees."""
    refit.case.refresh_from_db()
    session.refresh_from_db()
    permit = Permit.objects.get(case=refit.case)
    number = PermitNumber.objects.get(case=refit.case)
    if refit.case.outcome == "granted":
        told = ("used", "published", False, 1, 0)
    else:
        told = ("void", "discarded", True, 0, 1)
    acts = (entries(refit, "sign"), entries(refit, "deem_granted"))
    assert (number.status, session.stage, permit.deemed, *acts) == told
    return str(refit.case.outcome)


def test_one_click_from_two_tabs_is_one_act(story: Story) -> None:
    story.filed()
    desk, file = story.who(Function.DESK), story.case.application.pieces.first()
    with Crowd(2) as crowd:
        for trial in range(TRIALS):
            judged = {"key": f"click-{trial}", "file": file.pk, "status": "accepted"}
            answers = crowd.at_once(
                *[lambda judged=judged: engine.perform(story.case.pk, "judge_piece", desk, **judged)] * 2
            )
            assert sorted(answer.repeated for answer in done(answers)) == [False, True]
    keys = JournalEntry.objects.filter(case=story.case).exclude(idempotency_key=None)
    assert keys.count() == TRIALS


def test_a_late_sweep_and_a_late_act_settle_a_limit_once(story: Story) -> None:
    governor = story.who(Function.GOVERNOR, "prefecture")
    with Crowd(3) as crowd:
        for _ in range(TRIALS // 4):
            refit = Story(story.city).filed("refection", REFIT)
            pk = refit.case.pk
            crowd.at_once(
                lambda pk=pk: settlement.settle_case(pk),
                lambda pk=pk: settlement.settle_case(pk),
                lambda pk=pk: engine.perform(pk, "attest_silence", governor),
                days=[NEXT_DAY] * 3,
            )
            assert (entries(refit, "deem_granted"), entries(refit, "attest_silence")) == (1, 1)
            assert Permit.objects.get(case=refit.case).granted_on == LAST_DAY
    assert refit.case.deposited_on == FILED_ON
