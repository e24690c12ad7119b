"""Conditions that no shipped pack can bring about by acts alone, on frozen facts."""

from __future__ import annotations

from typing import Any

import pytest

from permits.lifecycle import PermitState
from tests.workflows.engine.frozen import PEOPLE, facts, pack, permit, seat
from workflows.actions.decision import GroundGiven
from workflows.facts import Facts
from workflows.lifecycle import State
from workflows.procedures.grammar import Procedure
from workflows.registry import action_named
from workflows.rights import pick, refusals


def said(name: str, known: Facts, **values: Any) -> set[str]:
    """What the conditions say of an act of the engine with these values."""
    action = action_named(name)
    assert action is not None
    given = action.payload(**values) if values else None
    return {reason.code for reason in refusals(action, known, given, None, recused=False)}


def rules(**changed: Any) -> Procedure:
    return pack().model_copy(update=changed)


PASS_OVER = {"seat": "urban_agency", "reason": "Sans réponse"}


@pytest.mark.parametrize(
    ("place", "codes"),
    [
        ({"late": True}, set()),
        ({"late": False}, {"in_time"}),
        ({"late": True, "on_lapse": "blocks"}, {"blocks"}),
        ({"consultative": True}, set()),
        ({"limited": False}, set()),
        ({"limited": False, "on_lapse": "blocks"}, {"blocks"}),
        ({"state": "answered", "late": True}, {"seat"}),
    ],
)
def test_a_seat_is_passed_over_once_late_and_never_where_the_law_waits(
    place: dict[str, Any], codes: set[str]
) -> None:
    assert said("pass_over", facts(seats=(seat(**place),)), **PASS_OVER) == codes


@pytest.mark.parametrize(("counts", "codes"), [(True, set()), (False, {"lapsed"})])
def test_a_late_opinion_counts_only_where_the_pack_says_so(counts: bool, codes: set[str]) -> None:
    known = facts(seats=(seat(state="lapsed", late=True, late_counts=counts),))
    assert said("give_opinion", known, seat="urban_agency", value="favourable") == codes


@pytest.mark.parametrize("act", ["send_to_signature", "begin_signature", "sign", "countersign"])
@pytest.mark.parametrize("value", ["", "unfavourable", "adjourned", "with_reserves"])
def test_a_grant_without_the_binding_agreement_is_neither_sent_nor_signed(act: str, value: str) -> None:
    state = State.DECIDING if act == "send_to_signature" else State.SIGNING
    place = seat(state="answered" if value else "lapsed", value=value)
    assert "binding" in said(act, facts(state, seats=(place,), dossier={"draft_kind": "grant"}))
    assert not said(act, facts(state, seats=(place,), dossier={"draft_kind": "refusal"}))
    agreed = seat(state="answered", value="favourable")
    assert not said(act, facts(state, seats=(agreed,), dossier={"draft_kind": "grant"}))


@pytest.mark.parametrize(
    ("allowed", "codes"), [(True, set()), (False, {"binding"}), ("unknown", {"binding"})]
)
def test_reserves_of_a_binding_seat_let_a_grant_through_only_where_the_pack_says_so(
    allowed: bool | str, codes: set[str]
) -> None:
    place = seat(state="answered", value="with_reserves")
    known = facts(State.DECIDING, seats=(place,), procedure=rules(grant_with_reserves=allowed))
    assert said("draft_decision", known, kind="grant") == codes


def test_a_consultative_no_asks_for_no_departure_and_a_seat_s_no_does() -> None:
    def drafted(**place: Any) -> set[str]:
        seats = (seat("commune", state="answered", value="unfavourable", **place),)
        return said("draft_decision", facts(State.DECIDING, seats=seats), kind="grant")

    assert drafted(consultative=True) == set()
    assert drafted() == {"departure"}


def test_pieces_due_after_a_favourable_opinion_come_before_signature() -> None:
    lacking = {"draft_kind": "grant", "missing_after_favourable": ("Contrat",)}
    assert said("send_to_signature", facts(State.DECIDING, seats=(), dossier=lacking)) == {"pieces"}
    refusal = {**lacking, "draft_kind": "refusal"}
    assert not said("send_to_signature", facts(State.DECIDING, seats=(), dossier=refusal))


def test_pieces_due_before_delivery_come_before_it() -> None:
    ready = permit(PermitState.AWAITING_DELIVERY, settled=True)
    lacking = permit(PermitState.AWAITING_DELIVERY, settled=True, missing=("Assurance",))
    assert not said("deliver", facts(State.CLOSED, ready))
    assert said("deliver", facts(State.CLOSED, lacking)) == {"pieces"}


def test_rounds_end_where_the_pack_says_so() -> None:
    rounds = pack().rounds
    assert rounds is not None
    known = {"state": State.DECIDING, "reviewed": True, "round": 2}
    asked = {"items": ("Réduire la hauteur",)}
    assert not said("request_amendments", facts(**known), **asked)
    last = rules(rounds=rounds.model_copy(update={"most": 2}))
    assert said("request_amendments", facts(**known, procedure=last), **asked) == {"last_round"}
    none = rules(rounds=None)
    assert said("request_amendments", facts(**known, procedure=none), **asked) == {"no_rounds"}


def test_another_authority_is_asked_only_once_the_limit_has_passed() -> None:
    assert said("request_substitution", facts(State.DECIDING)) == {"not_open"}
    assert not said("request_substitution", facts(State.DECIDING, substitution_open=True))


def test_a_refusal_with_its_ground_depends_on_no_opinion() -> None:
    ground = GroundGiven(text="Hauteur excessive", article="12-90 art. 46")
    known = facts(State.DECIDING, seats=(seat(state="answered", value="favourable"),))
    assert not said("draft_decision", known, kind="refusal", grounds=(ground,))


def test_one_s_own_right_comes_before_a_delegation() -> None:
    action, own = action_named("return_decision"), PEOPLE["president"][0]
    assert action is not None
    lent = type(own)("president", own.office_id, own.office_code, delegation_id=7)
    assert pick(action, facts(State.SIGNING), None, (lent, own)) == own
    assert pick(action, facts(State.SIGNING), None, (lent,)) == lent


def test_every_reason_is_given_at_once() -> None:
    action = action_named("deliver")
    assert action is not None
    unpaid = facts(State.FILED, permit(PermitState.AWAITING_PAYMENT, missing=("Assurance",)))
    reasons = refusals(action, unpaid, None, PEOPLE["applicant"], recused=True)
    codes = {reason.code for reason in reasons}
    assert codes == {"not_yours", "recused", "state", "permit_state", "unpaid", "pieces"}
