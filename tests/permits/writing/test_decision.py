"""Grants with their conditions, refusals with their grounds."""

from __future__ import annotations

import pytest

from accounts.functions import Function
from permits.models import Decision
from permits.writing import CannotWrite, paper_of, write
from tests.permits.writing.cases import CODE, ON, TALL, commune, drafted, filed, packs
from tests.permits.writing.conftest import ARABIC
from tests.permits.writing.reading import data, text
from workflows.models import Case


def grant_of(case: Case, **fields: object) -> str:
    return text(write("decision_grant", case, code=CODE, on=ON, decision=drafted(case, **fields)))


def test_grant_names_number_authority_beneficiary_and_sitting(examined: Case) -> None:
    page = grant_of(examined)
    for said in ("PCT.P-TAM-2026-0031", "Le président du conseil communal", "رئيس مجلس الجماعة"):
        assert said in page
    for said in ("Société des Jardins", "شركة الحدائق", "22 octobre 2026", "PCT-TAM-2026-0147"):
        assert said in page
    assert "Arrêté portant permis de construire" in page


def test_reserves_not_lifted_become_conditions_with_article_and_seat(examined: Case) -> None:
    page = grant_of(examined, conditions=["Nettoyer la voie chaque soir"])
    for said in (
        "Nettoyer la voie chaque soir",
        "Réduire la saillie du balcon",
        "règlement art. 12-3",
        ARABIC,
    ):
        assert said in page
    assert "Réserve déjà levée" not in page
    decision = Decision.objects.get(case=examined)
    said = data(write("decision_grant", examined, code=CODE, on=ON, decision=decision))["content"][
        "conditions"
    ]
    assert said[1]["seat"] == {"fr": "Agence urbaine", "ar": "الوكالة الحضرية"}


def test_reserves_of_an_unfavourable_or_consultative_voice_are_no_conditions(examined: Case) -> None:
    examined.consultations.filter(seat="urban_agency").update(consultative=True)
    page = grant_of(examined)
    assert "art. 2" not in page
    assert "Réduire la saillie" not in page


def test_reserve_copied_into_the_draft_is_said_once(examined: Case) -> None:
    page = grant_of(examined, conditions=["Réduire la saillie du balcon"])
    assert page.count("Réduire la saillie du balcon") == 1
    assert "règlement art. 12-3" in page


def test_only_the_last_round_of_a_seat_binds(examined: Case) -> None:
    examined.consultations.create(
        seat="urban_agency",
        office=examined.consultations.get(seat="urban_agency").office,
        round=2,
        requested_on=ON,
        binding=True,
    )
    assert "Réduire la saillie du balcon" not in grant_of(examined)


def test_grant_lists_the_plans_examined_with_their_fingerprint(examined: Case) -> None:
    page = grant_of(examined)
    assert "plans-architecte.pdf" in page
    assert "bbbb bbbb bbbb bbbb" in page
    assert "demande.pdf" not in page


def test_grant_lapses_after_the_length_of_the_procedure(examined: Case) -> None:
    page = grant_of(examined)
    assert "dans un délai d’un an" in page
    assert "سنة واحدة" in page
    assert "loi 12-90 art. 49" in page


def test_grant_says_that_fees_are_due_and_by_which_order(examined: Case) -> None:
    examined.commune.settings = {"fee_order": "3/2024"}
    page = grant_of(examined)
    assert "bulletin de liquidation" in page
    assert "arrêté fiscal communal n° 3/2024" in page


def test_refit_has_six_months_and_no_commission(tables: None) -> None:
    case = filed("ma/refection/simple/2019", {"work_description": "Peinture et carrelage"})
    page = grant_of(case)
    assert "Arrêté portant permis de réfection" in page
    assert "رخصة الإصلاح" in page
    assert "6 mois" in page
    assert "6 أشهر" in page
    assert "commission réunie" not in page


def test_refusal_states_grounds_of_the_pack_in_both_languages_and_typed_ones_once(examined: Case) -> None:
    pack = examined.rules.grounds[0] if examined.rules else None
    assert pack is not None
    grounds = [
        {"text": pack.text.fr, "article": "loi 12-90 art. 47"},
        {"text": "الواجهة مخالفة", "article": "règlement art. 7"},
    ]
    decision = drafted(examined, "refusal", grounds=grounds)
    page = text(write("decision_refusal", examined, code=CODE, on=ON, decision=decision))
    assert pack.text.fr in page
    assert pack.text.ar in page
    assert "loi 12-90 art. 47" in page
    assert page.count("الواجهة مخالفة") == 1
    assert "règlement art. 7" in page


def test_substituted_authority_signs_in_its_own_name(examined: Case) -> None:
    examined.authority, examined.decider = commune().parent, Function.LOCAL_AUTHORITY
    page = grant_of(examined)
    assert "L’autorité locale" in page
    assert "السلطة المحلية" in page
    assert "Le président du conseil communal" not in page


def test_without_a_decision_nothing_is_written(examined: Case) -> None:
    with pytest.raises(CannotWrite):
        write("decision_grant", examined, code=CODE, on=ON)


def test_decision_of_another_kind_or_without_number_is_refused(examined: Case) -> None:
    decision = drafted(examined, "refusal", grounds=[{"text": "Non", "article": "art. 1"}])
    with pytest.raises(CannotWrite):
        write("decision_grant", examined, code=CODE, on=ON, decision=decision)
    decision.number = None
    with pytest.raises(CannotWrite):
        write("decision_refusal", examined, code=CODE, on=ON, decision=decision)


def test_paper_of_a_decision_follows_its_kind(examined: Case) -> None:
    assert paper_of(drafted(examined)) == "decision_grant"


def test_french_permit_is_in_french_alone(tables: None) -> None:
    city = commune(country="fr")
    case = filed(_french(), dict(TALL), office=city)
    built = write("decision_grant", case, code=CODE, on=ON, decision=drafted(case))
    page = text(built)
    assert "République française" in page
    assert "Royaume du Maroc" not in page
    assert "المملكة" not in page
    assert built.language == "fr"


def _french() -> str:
    return next(code for code in sorted(packs()) if code.startswith("fr/"))
