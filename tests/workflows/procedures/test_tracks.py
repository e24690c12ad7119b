# ruff: noqa: E501 - a table of cases reads best with one case a line
"""Declared facts → track, by each rule of annexes 2 and 3, at their edges."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.procedures.grammar import Procedure
from workflows.procedures.loader import load_folder
from workflows.procedures.tracks import decide

TODAY = date(2026, 11, 21)
ALL = [entry.procedure for entry in load_folder()]
# A 10 m house outside a subdivision: no rule holds.
PLAIN: dict[str, Any] = {
    "works": "new_building",
    "use": "individual_house",
    "urban_area": True,
    "public_owner": False,
    "open_to_public": False,
    "subdivision": "none",
    "height_m": "10",
    "levels": 2,
    "dwellings": 1,
    "housing_group": False,
    "shop_area_m2": 0,
    "industrial_class": "none",
}
CASES: list[tuple[str, dict[str, Any], str | None, str | None]] = [
    ("nothing holds", {}, None, None),
    ("public owner", {"public_owner": True}, "grand", "grand_1"),
    ("open to the public", {"open_to_public": True}, "grand", "grand_2"),
    ("shop of 500.01 m²", {"use": "commercial", "shop_area_m2": "500.01", "height_m": 5}, "grand", "grand_3"),
    ("shop of exactly 500 m²", {"use": "commercial", "shop_area_m2": 500, "height_m": 5}, None, None),
    ("shop of 499.99 m²", {"use": "commercial", "shop_area_m2": "499.99", "height_m": 5}, "petit", "petit_3"),
    ("small shop, 5.51 m high", {"use": "commercial", "shop_area_m2": 90, "shop_height_m": "5.51"}, "grand", "grand_3"),
    ("small shop, exactly 5.50 m high", {"use": "commercial", "shop_area_m2": 90, "shop_height_m": "5.50", "height_m": "5.50"}, None, None),
    ("industry of class 1", {"industrial_class": "class_1", "industrial_area_m2": 10, "industrial_height_m": 3}, "grand", "grand_4"),
    ("industry of class 2", {"industrial_class": "class_2", "industrial_area_m2": 10, "industrial_height_m": 3}, "grand", "grand_4"),
    ("class 3, large and high", {"industrial_class": "class_3", "industrial_area_m2": 501, "industrial_height_m": "5.51"}, "grand", "grand_4"),
    ("class 3, at most 500 m²", {"industrial_class": "class_3", "industrial_area_m2": 500, "industrial_height_m": 9}, None, None),
    ("class 3, at most 5.50 m", {"industrial_class": "class_3", "industrial_area_m2": 900, "industrial_height_m": "5.5"}, None, None),
    ("class 3, small and low", {"use": "industrial", "industrial_class": "class_3", "industrial_area_m2": 499, "industrial_height_m": 5, "height_m": 5}, "petit", "petit_3"),
    ("15.51 m in an accepted subdivision", {"height_m": "15.51", "subdivision": "accepted"}, "grand", "grand_5"),
    ("15.50 m in an accepted subdivision", {"height_m": "15.50", "subdivision": "accepted"}, "petit", "petit_2"),
    ("15.50 m in a restructured subdivision", {"height_m": 15.5, "subdivision": "restructured"}, "grand", "grand_5"),
    ("15.50 m in a subdivision not accepted", {"height_m": "15.5", "subdivision": "not_accepted"}, "grand", "grand_5"),
    ("15.50 m outside a subdivision", {"height_m": "15.5"}, "grand", "grand_5"),
    ("15.49 m outside a subdivision", {"height_m": "15.49"}, None, None),
    ("12 m outside a subdivision", {"height_m": 12}, None, None),
    ("12 m in an accepted subdivision", {"height_m": 12, "subdivision": "accepted"}, "petit", "petit_2"),
    ("12 m in a restructured subdivision", {"height_m": 12, "subdivision": "restructured"}, None, None),
    ("11.50 m in an accepted subdivision", {"height_m": "11.50", "subdivision": "accepted"}, "petit", "petit_1"),
    ("11.50 m in a restructured subdivision", {"height_m": "11.50", "subdivision": "restructured"}, "petit", "petit_1"),
    ("11.50 m in a subdivision not accepted", {"height_m": "11.50", "subdivision": "not_accepted"}, None, None),
    ("housing group of 21 dwellings", {"housing_group": True, "dwellings": 21}, "grand", "grand_6"),
    ("housing group of 20 dwellings", {"housing_group": True, "dwellings": 20}, None, None),
    ("20 dwellings in an accepted subdivision", {"housing_group": True, "dwellings": 20, "subdivision": "accepted"}, "petit", "petit_1"),
    ("alteration in those categories", {"works": "alteration", "subdivision": "accepted", "envelope_changed": True}, "petit", "petit_4"),
    ("alteration, same envelope", {"works": "alteration", "envelope_changed": False}, "petit", "petit_5"),
    ("alteration, other envelope", {"works": "alteration", "envelope_changed": True}, None, None),
    ("a grand rule comes first", {"public_owner": True, "subdivision": "accepted"}, "grand", "grand_1"),
]  # fmt: skip


def in_force(country: str, kind: str) -> list[Procedure]:
    """The tracks of a kind today."""
    tracks = [p for p in ALL if (p.country, p.kind) == (country, kind)]
    return [p for p in tracks if p.valid_from <= TODAY <= (p.valid_to or TODAY)]


@pytest.mark.parametrize(("more", "track", "rule"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_the_annexes_decide(more: dict[str, Any], track: str | None, rule: str | None) -> None:
    decision = decide(in_force("ma", "construire"), {**PLAIN, **more})
    assert (decision.track, decision.rule) == (track, rule)
    if rule:
        assert decision.text is not None and decision.basis is not None
        assert decision.basis.law == f"décret 2-13-424 annexe {2 if track == 'grand' else 3}"


@pytest.mark.parametrize(
    ("country", "kind", "facts", "track"),
    [
        ("ma", "refection", {}, "simple"),
        ("ma", "lotir", {}, "grand"),
        ("ma", "demolir", {"public_owner": True}, "public"),
        ("ma", "demolir", {"public_owner": False}, "simple"),
        ("ma", "habiter", {"architect_attestation": True}, "attestation"),
        ("ma", "habiter", {"architect_attestation": False}, "recolement"),
        ("fr", "permis_construire", {"single_house": True, "silence_refuses": False}, "house"),
        ("fr", "permis_construire", {"single_house": True, "monument_surroundings": True, "silence_refuses": False}, "house_consulted"),
        ("fr", "permis_construire", {"single_house": False, "silence_refuses": False}, "other"),
        ("fr", "permis_construire", {"single_house": False, "other_consultations": True, "silence_refuses": True}, "other_consulted_refusal"),
        ("fr", "permis_construire", {}, None),
    ],
)  # fmt: skip
def test_other_kinds_find_their_track(
    country: str, kind: str, facts: dict[str, Any], track: str | None
) -> None:
    assert decide(in_force(country, kind), facts).track == track


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
    st.sampled_from(["NaN", "sNaN", "Infinity", "-0", "15.50", "class_3", "accepted", "alteration"]),
    st.lists(st.integers(), max_size=2), st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    facts=st.dictionaries(st.sampled_from([*PLAIN, "shop_height_m", "industrial_area_m2", "odd"]), SCALARS)
)
def test_odd_facts_never_raise(facts: dict[str, Any]) -> None:
    assert decide(in_force("ma", "construire"), facts).track in ("petit", "grand", None)
