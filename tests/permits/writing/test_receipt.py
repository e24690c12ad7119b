"""The receipt of deposit and the request for missing pieces."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import override_settings

from accounts.models import Office
from permits.models import Party
from permits.papers.words import Both
from permits.writing import CannotWrite, write
from permits.writing.commune import place as place_of
from tests.permits.writing.cases import CODE, FILED, ON, clock, commune
from tests.permits.writing.reading import data, text
from workflows.models import Case


@pytest.fixture
def receipt(tall: Case) -> str:
    clock(tall, "silence", due_on=date(2026, 11, 14))
    clock(tall, "dispatch", due_on=date(2026, 9, 17))
    clock(tall, "ruling", state="no_limit", due_on=None) if tall.rules and tall.rules.clock(
        "ruling"
    ) else None
    with override_settings(PUBLIC_URL="https://permis.example.org"):
        return text(write("deposit_receipt", tall, code=CODE, on=FILED))


def test_receipt_says_who_asks_what_on_which_land(receipt: str) -> None:
    for said in ("Société des Jardins", "شركة الحدائق", "RC 123456", "immeuble R+4 de 12 logements"):
        assert said in receipt
    for said in (
        "عمارة من أربعة طوابق",
        "TF 45678/C",
        "482,50 m²",
        "lot 147, rue des Orangers",
        "زنقة البرتقال",
    ):
        assert said in receipt
    assert "PCT-TAM-2026-0147" in receipt
    assert "demande de permis de construire" in receipt
    assert "رخصة البناء" in receipt


def test_receipt_says_the_facts_with_unit_and_choice_in_both_languages(receipt: str) -> None:
    assert "Hauteur, superstructures comprises 17,50 m" in receipt
    assert "Logement collectif" in receipt
    assert "سكن جماعي" in receipt
    assert "Commune urbaine, centre délimité ou leur zone périphérique oui نعم" in receipt


def test_receipt_leaves_out_what_the_project_has_not(receipt: str) -> None:
    assert "Surface de plancher commerciale" not in receipt
    assert "établissement industriel" not in receipt
    assert "Groupe d'habitations" not in receipt


def test_receipt_lists_the_pieces_that_count_with_their_fingerprint(receipt: str) -> None:
    assert "plans-architecte.pdf" in receipt
    assert "bbbb bbbb bbbb bbbb" in receipt
    assert "ancien.pdf" not in receipt
    assert receipt.index("demande.pdf") < receipt.index("plans-architecte.pdf")


def test_receipt_says_the_limits_that_run_from_the_deposit(receipt: str) -> None:
    assert "Silence du président" in receipt
    assert "2 mois" in receipt
    assert "شهران" in receipt
    assert "14 novembre 2026" in receipt
    assert "3 jours ouvrables" in receipt
    assert "décret 2-18-577" in receipt


def test_receipt_gives_the_addresses_of_tracking_and_verification(tall: Case, receipt: str) -> None:
    assert f"https://permis.example.org/v/{CODE}" in receipt
    assert f"https://permis.example.org/suivi/{tall.code}" in receipt


def test_designer_is_known_by_the_roll_of_the_order_never_by_an_identity_card(receipt: str) -> None:
    assert "A-2417" in receipt
    assert "CIN-SECRET" not in receipt


def test_owner_who_is_a_person_keeps_identity_and_address_private(tall: Case) -> None:
    Party.objects.filter(role="owner").update(is_company=False, address="12 rue privée")
    page = text(write("deposit_receipt", tall, code=CODE, on=FILED))
    assert "RC 123456" not in page
    assert "12 rue privée" not in page


def test_agent_is_named_apart_from_owners_and_designers(tall: Case) -> None:
    Party.objects.create(
        application=tall.application,
        role="agent",
        name_fr="Étude Al Amal",
        mandate_text="acte",
        added_on=FILED,
    )
    said = data(write("deposit_receipt", tall, code=CODE, on=FILED))["content"]["project"]
    assert "Étude Al Amal" in {fact["value"] for fact in said["facts"]}
    assert "Étude Al Amal" not in {one["name"] for one in (*said["owners"], *said["designers"])}


def test_head_goes_from_the_kingdom_down_to_the_commune(receipt: str) -> None:
    lines = ["Royaume du Maroc", "Ministère de l’Intérieur", "Wilaya de l’Essai", "Préfecture des Oliviers"]
    assert " ".join([*lines, "Commune de Tamesna"]) in receipt
    assert "عمالة الزيتون" in receipt
    assert "Fait à Tamesna, le 14 septembre 2026" in receipt
    assert "حرر بتامسنا" in receipt


@pytest.mark.parametrize(
    ("french", "arabic", "place"),
    [
        ("Commune du Rivage (essai)", "جماعة الساحل (تجربة)", Both("Rivage", "الساحل")),
        ("Wilaya de la région de Rabat", "ولاية جهة الرباط", Both("Rabat", "الرباط")),
        ("Préfecture d’Anfa", "عمالة أنفا", Both("Anfa", "أنفا")),
        ("Guichet central", "الشباك المركزي", Both("Guichet central", "الشباك المركزي")),
    ],
)
def test_acts_are_made_where_the_name_of_the_office_says(french: str, arabic: str, place: Both) -> None:
    assert place_of(Office(name_fr=french, name_ar=arabic)) == place


@pytest.mark.parametrize("demo", [True, False])
def test_demonstration_says_so(tall: Case, demo: bool) -> None:
    with override_settings(DEMO=demo):
        page = text(write("deposit_receipt", tall, code=CODE, on=FILED))
    assert ("sans valeur juridique" in page) is demo
    assert ("وثيقة تجريبية" in page) is demo


def test_settings_of_the_office_name_place_and_heading(tall: Case) -> None:
    place = commune()
    place.settings = {
        "place": {"fr": "Le Souissi", "ar": "السويسي"},
        "heading": [{"fr": "Ville", "ar": "مدينة"}],
    }
    place.save()
    page = text(write("deposit_receipt", Case.objects.get(pk=tall.pk), code=CODE, on=FILED))
    assert "Fait à Le Souissi" in page
    assert "Royaume du Maroc" not in page


def test_request_says_each_missing_piece_its_reason_and_its_text(tall: Case) -> None:
    tall.requested_pieces = [{"piece": "telecom_file", "reason": "Cinq niveaux."}]
    clock(tall, "pieces_answer", "pieces_requested", state="no_limit", due_on=None)
    page = text(write("request_for_pieces", tall, code=CODE, on=ON))
    for said in ("Dossier de télécommunications", "ملف المواصلات", "Cinq niveaux.", "loi 12-90 art. 44"):
        assert said in page
    assert "non fixée par les textes connus" in page
    assert "Les délais d’instruction sont suspendus" in page
    assert "une seule fois" in page


def test_request_without_pieces_cannot_be_written(tall: Case) -> None:
    with pytest.raises(CannotWrite, match=r"No piece|Aucune pièce"):
        write("request_for_pieces", tall, code=CODE, on=ON)


def test_paper_that_the_pack_does_not_have_is_named(tall: Case) -> None:
    with pytest.raises(CannotWrite, match="love_letter"):
        write("love_letter", tall, code=CODE, on=ON)


def test_draft_has_no_paper(tall: Case) -> None:
    draft = Case(commune=tall.commune, authority=tall.commune, country="ma", kind="construire")
    with pytest.raises(CannotWrite):
        write("deposit_receipt", draft, code=CODE, on=ON)
