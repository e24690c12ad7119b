"""Occupancy: the visit, the telecom check, and another authority in the place of a silent one."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.functions import Function
from permits.demo.city import City
from tests.permits.acts.refusing import entries, why_not
from tests.permits.files import FILED_ON, Story
from workflows import legaltime, settlement
from workflows.models import Consultation

pytestmark = pytest.mark.django_db

FACTS = {"architect_attestation": False, "telecom_permit": True}
LAST_DAY, AFTER = date(2026, 4, 2), date(2026, 4, 3)  # one month from 2 March, a Thursday


@pytest.fixture
def occupancy(town: City) -> Story:
    """An occupancy permit, with its seats asked."""
    return Story(town).filed("habiter", FACTS).admitted()


def test_the_telecom_check_is_favourable_after_a_month_and_the_others_are_awaited(occupancy: Story) -> None:
    with legaltime.moved_to(AFTER):
        settlement.settle_case(occupancy.case.pk)
    rows = dict(Consultation.objects.filter(case=occupancy.case).values_list("seat", "state"))
    assert rows == {"commune": "requested", "prefecture": "requested", "telecom_check": "lapsed"}
    assert Consultation.objects.get(case=occupancy.case, state="lapsed").deemed == "favourable"
    assert entries(occupancy, "conclude_round") == 0


def test_another_authority_is_asked_after_a_month_and_takes_the_place(occupancy: Story) -> None:
    with legaltime.moved_to(LAST_DAY):
        assert why_not(occupancy, "request_substitution", occupancy.architect) == {"not_open"}
    with legaltime.moved_to(AFTER):
        occupancy.act("request_substitution", occupancy.architect)
        assert (occupancy.case.authority.code, occupancy.case.decider) == ("prefecture", "local_authority")
        for seat in ("commune", "prefecture"):
            occupancy.opinion(seat)
        occupancy.minuted().sent()
        local = occupancy.who(Function.LOCAL_AUTHORITY, "prefecture")
        sign = {"consent": True}
        assert "not_yours" in why_not(occupancy, "begin_signature", occupancy.who(Function.DESK), **sign)
        occupancy.act("begin_signature", local, **sign)
    assert entries(occupancy, "begin_signature") == 1


def test_what_the_silent_authority_was_about_to_sign_is_void(occupancy: Story) -> None:
    occupancy.reviewed().minuted().sent()
    with legaltime.moved_to(AFTER):
        occupancy.act("request_substitution", occupancy.architect)
        decision = occupancy.case.decisions.get()
        assert (decision.state, decision.number.status) == ("void", "void")
        president = occupancy.who(Function.PRESIDENT)
        assert "not_yours" in why_not(occupancy, "return_decision", president, reason="Encore moi")


def test_the_architect_s_attestation_takes_the_place_of_the_visit(town: City) -> None:
    facts = {"architect_attestation": True, "telecom_permit": False}
    story = Story(town).filed("habiter", facts).admitted()
    assert (story.case.procedure.track, story.case.state) == ("attestation", "deciding")
    assert story.case.deposited_on == FILED_ON
