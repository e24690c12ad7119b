"""The permit: paid, delivered, in force, suspended, lapsed, revoked, corrected."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.functions import Function
from permits.models import Payment, Permit
from tests.permits.acts.refusing import entries, why_not
from tests.permits.files import FILED_ON, Story
from workflows import legaltime
from workflows.reasons import Refused
from workflows.settlement import settle_case

pytestmark = [pytest.mark.django_db, pytest.mark.starts_from("granted")]

DUE = Decimal(216 * 25)  # 215.4 m² count as 216, at the commune's 25 DH for a house
BY_ACT = {"act": "Arrêté 12/2026", "reason": "Décision motivée"}


def paid(story: Story, amount: Decimal = DUE, receipt: str = "Q-1") -> Story:
    story.act("record_payment", story.who(Function.CASHIER), amount=amount, receipt=receipt)
    return story


def delivered(story: Story) -> Story:
    paid(story).act("deliver", story.who(Function.DESK))
    return story


def state(story: Story) -> str:
    return str(Permit.objects.get(case=story.case).state)


def test_payment_comes_before_delivery(story: Story) -> None:
    desk = story.who(Function.DESK)
    assert why_not(story, "deliver", desk) == {"permit_state", "unpaid"}
    paid(story, Decimal("5000"))
    assert state(story) == "awaiting_payment"
    paid(story, Decimal("400"), "Q-2").act("deliver", desk)
    assert state(story) == "in_force"


def test_nothing_is_paid_twice_nor_beyond_what_is_due(story: Story) -> None:
    cashier = story.who(Function.CASHIER)
    over = {"amount": DUE + 1, "receipt": "Q-1"}
    assert why_not(story, "record_payment", cashier, **over) == {"amount"}
    assert why_not(story, "record_payment", cashier, amount=-5, receipt="Q-1") == {"payload:amount"}
    paid(story, Decimal("100"))
    assert why_not(story, "record_payment", cashier, amount=100, receipt="Q-1") == {"receipt"}
    paid(story, DUE - 100, "Q-2")
    assert "settled" in why_not(story, "record_payment", cashier, amount=1, receipt="Q-3")


def test_an_exemption_settles_what_it_says_with_its_reason(story: Story) -> None:
    cashier = story.who(Function.CASHIER)
    assert why_not(story, "record_exemption", cashier, amount=DUE, reason="") == {"payload:reason"}
    story.act("record_exemption", cashier, amount=DUE, reason="Logement social, art. 63")
    assert state(story) == "awaiting_delivery"


def test_a_reversed_payment_is_due_again(story: Story) -> None:
    cashier, bounced = story.who(Function.CASHIER), {"reason": "Chèque sans provision"}
    paid(story)
    row = Payment.objects.get(permit__case=story.case)
    story.act("reverse_payment", cashier, payment=row.pk, **bounced)
    assert state(story) == "awaiting_payment"
    assert why_not(story, "reverse_payment", cashier, payment=row.pk, **bounced) == {"payment"}
    reversal = Payment.objects.get(permit__case=story.case, kind="reversal")
    assert why_not(story, "reverse_payment", cashier, payment=reversal.pk, **bounced) == {"payment"}
    delivered_again = paid(story, receipt="Q-2")
    assert state(delivered_again) == "awaiting_delivery"


def test_a_cheque_that_bounces_after_delivery_is_due_again_and_paid_in_force(story: Story) -> None:
    delivered(story)
    row = Payment.objects.get(permit__case=story.case)
    story.act("reverse_payment", story.who(Function.CASHIER), payment=row.pk, reason="Chèque sans provision")
    paid(story, receipt="Q-2")
    assert state(story) == "in_force"


def test_a_permit_lapses_a_year_after_delivery_if_no_works_begin(story: Story) -> None:
    delivered(story)
    assert story.case.clocks.get(name="validity").due_on == FILED_ON + timedelta(days=365)
    with legaltime.moved_to(FILED_ON + timedelta(days=365)):
        settle_case(story.case.pk)
        assert state(story) == "in_force"
    with legaltime.moved_to(FILED_ON + timedelta(days=500)), pytest.raises(Refused, match="lapsed"):
        story.act("open_works", story.architect)
    permit = Permit.objects.get(case=story.case)
    assert (permit.state, permit.ended_on) == ("lapsed", FILED_ON + timedelta(days=365))


def test_works_opened_in_time_stop_the_lapse(story: Story) -> None:
    delivered(story)
    with legaltime.moved_to(FILED_ON + timedelta(days=300)):
        story.act("open_works", story.architect)
    with legaltime.moved_to(FILED_ON + timedelta(days=500)):
        settle_case(story.case.pk)
        story.act("declare_completion", story.architect)
    assert (state(story), entries(story, "lapse_permit")) == ("in_force", 0)


def test_works_declared_late_but_proved_to_have_begun_in_time_keep_the_permit(story: Story) -> None:
    delivered(story)
    with legaltime.moved_to(FILED_ON + timedelta(days=400)):
        began = {"effective_on": FILED_ON + timedelta(days=350), "evidence": "constat d'huissier"}
        story.act("open_works", story.architect, **began)
    assert (state(story), entries(story, "lapse_permit")) == ("in_force", 0)


def test_a_lapse_that_is_settled_is_not_undone_by_a_proof_that_comes_later(story: Story) -> None:
    delivered(story)
    with legaltime.moved_to(FILED_ON + timedelta(days=400)):
        settle_case(story.case.pk)
        began = {"effective_on": FILED_ON + timedelta(days=350), "evidence": "constat d'huissier"}
        assert "permit_state" in why_not(story, "open_works", story.architect, **began)
    assert state(story) == "lapsed"


def test_works_are_not_opened_before_delivery(story: Story) -> None:
    with legaltime.moved_to(FILED_ON + timedelta(days=5)):
        delivered(story)
    with legaltime.moved_to(FILED_ON + timedelta(days=9)):
        early = {"effective_on": FILED_ON + timedelta(days=2), "evidence": "photos du chantier"}
        assert why_not(story, "open_works", story.architect, **early) == {"before_state"}


def test_a_permit_is_suspended_and_reinstated_by_an_act(story: Story) -> None:
    president = story.who(Function.PRESIDENT)
    assert why_not(story, "suspend", president, **BY_ACT) == {"permit_state"}
    delivered(story)
    assert why_not(story, "suspend", president, reason="Sans acte") == {"payload:act"}
    story.act("suspend", president, **BY_ACT)
    assert why_not(story, "declare_completion", story.architect) == {"permit_state"}
    story.act("reinstate", president, **BY_ACT)
    assert state(story) == "in_force"


@pytest.mark.parametrize(("act", "end"), [("revoke", "revoked"), ("annul", "annulled")])
def test_a_permit_that_is_taken_back_stays_so(story: Story, act: str, end: str) -> None:
    president = story.who(Function.PRESIDENT)
    story.act(act, president, **BY_ACT)
    permit = Permit.objects.get(case=story.case)
    assert (permit.state, permit.ended_on) == (end, FILED_ON)
    for other in ("revoke", "annul", "suspend", "reinstate"):
        assert why_not(story, other, president, **BY_ACT) == {"permit_state"}
    assert "permit_state" in why_not(story, "deliver", story.who(Function.DESK))


def test_a_clerical_error_is_corrected_by_a_new_act(story: Story) -> None:
    words = {"was": "45678/C", "should_be": "45679/C"}
    story.act("correct", story.who(Function.PRESIDENT), **BY_ACT, **words)
    (row,) = Permit.objects.get(case=story.case).corrections
    assert (row["was"], row["should_be"], row["on"]) == ("45678/C", "45679/C", FILED_ON.isoformat())


def test_the_applicant_is_notified_once_with_proof(story: Story) -> None:
    desk = story.who(Function.DESK)
    with legaltime.moved_to(date(2026, 3, 9)):
        assert why_not(story, "notify", desk, proof="") == {"payload:proof"}
        shown = {"proof": "AR 55", "effective_on": date(2026, 3, 5), "evidence": "AR 55 signé"}
        story.act("notify", desk, **shown)
        assert story.case.notified_on == date(2026, 3, 5)
        assert why_not(story, "notify", desk, proof="AR 56") == {"notified"}


@pytest.mark.starts_from("filed")
def test_there_is_nothing_to_do_with_a_permit_before_there_is_one(story: Story) -> None:
    assert why_not(story, "deliver", story.who(Function.DESK)) == {"state", "no_permit"}


def test_a_permit_that_another_amends_is_replaced_for_good(story: Story) -> None:
    assert "permit_state" in why_not(story, "supersede", None, **BY_ACT)
    delivered(story).act("supersede", None, **BY_ACT)
    assert state(story) == "amended"
    assert not story.case.clocks.filter(name="validity").exclude(state="stopped").exists()
