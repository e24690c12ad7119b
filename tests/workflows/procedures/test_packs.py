"""The packs that come with the product: sound, and as the law says."""

from __future__ import annotations

from datetime import date

import pytest

from workflows.procedures.check import check_folder
from workflows.procedures.flow import MOVES, lifecycle
from workflows.procedures.grammar import Confidence, Limit, Phase, Procedure, Unit
from workflows.procedures.loader import load_folder

ALL = {entry.procedure.code: entry.procedure for entry in load_folder()}
NINE_ACTS = {
    "construire", "lotir", "groupe_habitations", "morceler", "habiter",
    "refection", "demolir", "etablissement_classe_2", "etablissement_classe_3",
}  # fmt: skip


def limit_of(code: str, clock: str) -> tuple[int, str] | str:
    spec = ALL[code].clock(clock)
    assert spec is not None
    return (spec.limit.n, spec.limit.unit.value) if isinstance(spec.limit, Limit) else spec.limit


def test_every_procedure_of_the_packs_is_sound() -> None:
    assert check_folder() == []


def test_every_kind_of_the_issue_is_there() -> None:
    moroccan = {p.kind for p in ALL.values() if p.country == "ma"}
    assert moroccan == NINE_ACTS | {
        "modifier", "surelever", "amenager", "regulariser", "conformite", "note_renseignements",
        "simple_declaration", "odp_terrasse", "odp_affichage", "odp_travaux",
    }  # fmt: skip
    assert {p.kind for p in ALL.values() if p.country == "fr"} == {"permis_construire"}


def test_every_move_of_the_lifecycle_is_known_to_the_checks() -> None:
    assert {(name, target) for name, _source, target in lifecycle()} == set(MOVES)


def test_silence_means_consent_for_the_nine_acts_and_no_other() -> None:
    consent = {p.kind for p in ALL.values() if p.country == "ma" and p.silence.effect == "granted"}
    assert consent == NINE_ACTS


@pytest.mark.parametrize("kind", ["regulariser", "odp_terrasse", "odp_affichage", "odp_travaux"])
def test_silence_means_nothing_outside_the_nine_acts(kind: str) -> None:
    assert {p.silence.effect for p in ALL.values() if p.kind == kind} == {"nothing"}


def test_a_certificate_of_conformity_leads_to_a_substitution_after_a_month() -> None:
    assert ALL["ma/conformite/recolement/2013"].silence.effect == "substitution"
    assert limit_of("ma/conformite/recolement/2013", "substitution") == (1, "months")


@pytest.mark.parametrize(
    ("code", "clock", "limit"),
    [
        ("ma/construire/grand/2013", "silence", (2, "months")),
        ("ma/construire/petit/2023", "silence", (2, "months")),
        ("ma/construire/grand/2013", "dispatch", (3, "working_days")),
        ("ma/construire/petit/2019", "total", (10, "calendar_days")),
        ("ma/construire/grand/2019", "total", (25, "calendar_days")),
        ("ma/construire/petit/2023", "total", (15, "calendar_days")),
        ("ma/construire/grand/2023", "total", (30, "calendar_days")),
        ("ma/morceler/grand/2023", "total", (30, "calendar_days")),
        ("ma/lotir/grand/2023", "total", (30, "calendar_days")),
        ("ma/construire/grand/2013", "amendment_request", (2, "working_days")),
        ("ma/construire/grand/2013", "minutes_to_president", (3, "working_days")),
        ("ma/construire/grand/2013", "copies", (2, "working_days")),
        ("ma/construire/grand/2013", "notification", (2, "working_days")),
        ("ma/construire/grand/2013", "validity", (12, "months")),
        ("ma/construire/grand/2013", "deferral", (24, "months")),
        ("ma/construire/grand/2013", "pieces_answer", "unknown"),
        ("ma/lotir/grand/2013", "validity", (36, "months")),
        ("ma/refection/simple/2019", "silence", (10, "working_days")),
        ("ma/refection/simple/2019", "copies", (3, "working_days")),
        ("ma/refection/simple/2019", "validity_fixed", (6, "months")),
        ("ma/demolir/simple/2019", "silence", (1, "months")),
        ("ma/demolir/simple/2019", "validity_fixed", (6, "months")),
        ("ma/demolir/public/2019", "validity_fixed", (12, "months")),
        ("ma/regulariser/simple/2023", "total", (60, "calendar_days")),
        ("ma/habiter/recolement/2013", "visit_notice", (3, "working_days")),
        ("ma/habiter/recolement/2013", "visit_decision", (2, "working_days")),
        ("ma/note_renseignements/simple/2013", "ruling", (2, "working_days")),
        ("fr/permis_construire/house/code", "review", (2, "months")),
        ("fr/permis_construire/other/code", "review", (3, "months")),
        ("fr/permis_construire/house_consulted/code", "review", (3, "months")),
        ("fr/permis_construire/other_consulted_refusal/code", "review", (4, "months")),
        ("fr/permis_construire/house/code", "validity", (36, "months")),
    ],
)  # fmt: skip
def test_limits_are_those_of_the_law(code: str, clock: str, limit: tuple[int, str] | str) -> None:
    assert limit_of(code, clock) == limit


def test_the_commission_of_a_grand_projet_has_six_seats_and_one_is_binding() -> None:
    seats = ALL["ma/construire/grand/2013"].seats
    assert [seat.name for seat in seats] == [
        "prefecture", "commune", "urban_agency", "civil_protection", "telecom", "networks",
    ]  # fmt: skip
    assert [seat.name for seat in seats if seat.binding] == ["urban_agency"]
    assert {seat.limit for seat in seats} == {Limit(n=15, unit=Unit.WORKING_DAYS)}
    assert {(seat.limit_from, seat.on_lapse, seat.late_counts) for seat in seats} == {
        ("filed", "unknown", "unknown")
    }


def test_the_limits_of_the_parties_under_the_order_of_2023_are_unknown() -> None:
    assert {seat.limit for seat in ALL["ma/construire/grand/2023"].seats} == {"unknown"}


def test_a_division_of_land_also_asks_the_land_registry() -> None:
    names = [seat.name for seat in ALL["ma/morceler/grand/2023"].seats]
    assert names == ["prefecture", "commune", "urban_agency", "land_registry"]


def test_a_refit_asks_nobody() -> None:
    refit = ALL["ma/refection/simple/2019"]
    assert refit.seats == () and not refit.has(Phase.REVIEW) and not refit.validity.renewable  # type: ignore[union-attr]


def test_the_statutory_clock_starts_again_when_amended_plans_come() -> None:
    silence = ALL["ma/construire/grand/2023"].clock("silence")
    assert silence is not None and [event.value for event in silence.restarts_on] == ["resubmitted"]
    assert silence.suspension_basis is not None
    assert silence.suspension_basis.confidence == Confidence.DEFAULT


def test_everything_french_is_only_reported() -> None:
    rules = [p for p in ALL.values() if p.country == "fr"]
    parts = [part for p in rules for part in (*p.clocks, *p.seats, *p.track_rules, p.silence, p)]
    assert {part.basis.confidence for part in parts} <= {Confidence.REPORTED, Confidence.UNKNOWN}


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"levels": 4, "dwellings": 0}, True),
        ({"levels": 3, "dwellings": 6}, True),
        ({"levels": 3, "dwellings": 5}, False),
        ({"levels": 2, "dwellings": 6}, False),
        ({"levels": 1, "use": "commercial", "ground_area_m2": 500}, True),
        ({"levels": 1, "use": "industrial", "ground_area_m2": "500"}, True),
        ({"levels": 1, "use": "commercial", "ground_area_m2": "499.99"}, False),
        ({"levels": 1, "use": "professional", "ground_area_m2": 900}, False),
    ],
)
def test_a_telecommunications_file_is_asked_for_as_article_44_says(
    facts: dict[str, object], asked: bool
) -> None:
    pieces = ALL["ma/construire/petit/2023"].pieces_due(facts, "deposit")
    assert ("telecom_file" in [piece.name for piece in pieces]) is asked


@pytest.mark.parametrize("code", sorted(ALL))
def test_a_stored_procedure_reads_back_the_same(code: str) -> None:
    procedure = ALL[code]
    again = Procedure.model_validate_json(procedure.canonical(), strict=True)
    assert again == procedure and again.digest == procedure.digest


def test_regimes_follow_one_another() -> None:
    periods = [
        (p.valid_from, p.valid_to) for p in ALL.values() if (p.kind, p.track) == ("construire", "petit")
    ]
    assert sorted(periods, key=str) == [
        (date(2014, 2, 1), date(2019, 12, 31)),
        (date(2020, 1, 1), date(2023, 7, 12)),
        (date(2023, 7, 13), None),
    ]
