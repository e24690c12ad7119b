"""The whole product of roles, states and acts, against the table written by hand from the law."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from permits.lifecycle import PermitState
from tests.workflows.engine.frozen import PEOPLE, facts, permit
from workflows.lifecycle import State
from workflows.registry import Action, all_actions
from workflows.rights import refusals

TABLE: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("matrix.yaml").read_text())["acts"]
ACTIONS = {action.name: action for action in all_actions()}


def codes(action: Action, who: str, state: State, permit_state: PermitState | None = None) -> set[str]:
    """Why not, asked in general, as a page asks before anything was typed."""
    people = None if who == "engine" else PEOPLE[who]
    known = facts(state.value, permit(permit_state) if permit_state else None)
    return {reason.code for reason in refusals(action, known, None, people, recused=False)}


def test_the_table_and_the_engine_know_the_same_acts() -> None:
    assert TABLE.keys() == ACTIONS.keys()


def test_the_table_speaks_of_known_people_and_states() -> None:
    for name, row in TABLE.items():
        assert set(row["by"]) <= PEOPLE.keys() | {"engine"}, name
        assert set(row["in"]) <= set(State.values), name
        assert set(row.get("permit", ())) <= set(PermitState.values), name
        assert ("permit" in row) == ACTIONS[name].permit, name


@pytest.mark.parametrize("name", TABLE)
def test_each_role_in_each_state_may_do_what_the_table_says(name: str) -> None:
    row, action, wrong = TABLE[name], ACTIONS[name], []
    for who in (*PEOPLE, "engine"):
        for state in State:
            said = codes(action, who, state)
            expected = {"not_yours"} if who not in (*row["by"], "engine") else set()
            expected |= {"state"} if state not in row["in"] else set()
            if said & {"not_yours", "state"} != expected:
                wrong.append(f"{who} in {state}: {sorted(said)}, not {sorted(expected)}")
    assert not wrong


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if "permit" in row])
def test_an_act_on_a_permit_is_possible_in_the_states_of_the_table(name: str) -> None:
    wrong = []
    for state in PermitState:
        said = codes(ACTIONS[name], "engine", State.CLOSED, state)
        if ("permit_state" in said) == (state in TABLE[name]["permit"]):
            wrong.append(f"{state}: {sorted(said)}")
    assert not wrong
    assert "no_permit" in codes(ACTIONS[name], "engine", State.CLOSED)


def test_only_a_seat_that_is_asked_is_one_s_own() -> None:
    action = ACTIONS["give_opinion"]
    values = action.payload.model_construct(seat="prefecture", value="favourable", text="", reserves=())
    known = facts(State.IN_REVIEW)
    said = {reason.code for reason in refusals(action, known, values, PEOPLE["reviewer"], recused=False)}
    assert "not_yours" in said


def test_whose_turn_it_is_signs_and_nobody_else() -> None:
    action, turn = ACTIONS["begin_signature"], {"signatory": ("head", PEOPLE["head"][0].office_id)}
    known = facts(State.SIGNING, dossier=turn, seats=())
    allowed = [who for who in PEOPLE if not refusals(action, known, None, PEOPLE[who], recused=False)]
    assert allowed == ["head"]


def test_a_recused_person_may_do_nothing_even_in_the_right_state() -> None:
    for action in ACTIONS.values():
        said = refusals(action, facts(State.IN_REVIEW), None, PEOPLE["desk"], recused=True)
        assert "recused" in {reason.code for reason in said}, action.name
