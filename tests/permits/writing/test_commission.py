"""Minutes of the commission, and the request to amend that follows."""

from __future__ import annotations

import pytest

from permits.writing import CannotWrite, write
from tests.permits.writing.cases import CODE, ON
from tests.permits.writing.reading import data, text
from workflows.models import Case


@pytest.fixture
def minutes(examined: Case) -> str:
    return text(write("minutes", examined, code=CODE, on=ON))


def test_minutes_have_one_block_per_seat_in_the_order_of_the_pack(examined: Case) -> None:
    said = data(write("minutes", examined, code=CODE, on=ON))["content"]["opinions"]
    assert [block["seat"]["fr"] for block in said] == [
        "Commune",
        "Agence urbaine",
        "Protection civile",
        "Télécommunications",
    ]


def test_opinion_is_said_with_its_reserves_and_whether_it_came_late(minutes: str) -> None:
    for said in (
        "Avis favorable avec réserves",
        "رأي بالموافقة مع تحفظات",
        "avis conforme",
        "rendu hors délai",
    ):
        assert said in minutes
    for said in ("Réduire la saillie du balcon", "règlement art. 12-3", "Issue de secours absente."):
        assert said in minutes


def test_lapsed_opinion_that_the_law_deems_given_says_so(minutes: str) -> None:
    assert "Avis réputé rendu : délai écoulé le 22 octobre 2026" in minutes
    assert "رأي ضمني" in minutes


def test_opinion_is_proved_by_its_row_of_the_journal(examined: Case) -> None:
    said = data(write("minutes", examined, code=CODE, on=ON))["content"]["opinions"]
    entry = examined.journal.get(action="give_opinion")
    proofs = {block["seat"]["fr"]: block["proof"] for block in said}
    assert proofs["Agence urbaine"] == f"J-{entry.seq:06d}/{entry.hash[:8]}"
    assert proofs["Télécommunications"] == ""


def test_minutes_recall_the_steps_before_them(examined: Case) -> None:
    said = data(write("minutes", examined, code=CODE, on=ON))["content"]["history"]
    assert [step["text"]["fr"] for step in said] == [
        "dépôt de la demande",
        "envoi aux membres de la commission",
    ]
    assert said[0]["text"]["ar"] == "إيداع الطلب"


def test_minutes_say_when_where_and_who_was_there(minutes: str) -> None:
    for said in ("22 octobre 2026", "l’hôtel de ville", "مقر الجماعة", "chef de service", "absent", "غائب"):
        assert said in minutes


def test_settings_of_the_office_give_hour_place_and_chair(examined: Case) -> None:
    examined.commune.settings = {
        "sitting_hour": "14:30",
        "sitting_place": {"fr": "l’annexe", "ar": "الملحقة"},
        "sitting_chair": {"fr": "le pacha", "ar": "الباشا"},
    }
    examined.commune.save()
    page = text(write("minutes", examined, code=CODE, on=ON))
    for said in ("14 h 30", "l’annexe", "الملحقة", "le pacha", "الباشا"):
        assert said in page


def test_hour_that_cannot_be_read_does_not_stop_the_minutes(examined: Case) -> None:
    examined.commune.settings = {"sitting_hour": "tôt"}
    examined.commune.save()
    assert "9 h 00" in text(write("minutes", examined, code=CODE, on=ON))


def test_minutes_give_the_planning_document_and_its_state(minutes: str) -> None:
    for said in ("Plan d’aménagement", "homologué", "تصميم التهيئة", "مصادق عليه"):
        assert said in minutes


def test_result_counts_the_opinions_and_keeps_the_remarks_in_their_language(examined: Case) -> None:
    result = data(write("minutes", examined, code=CODE, on=ON))["content"]["result"]
    assert "Avis favorable : 2" in result["fr"]
    assert "Avis défavorable : 1" in result["fr"]
    assert result["fr"].endswith("Plans à coter.")
    assert "رأي بالموافقة: 2" in result["ar"]
    assert "Plans à coter." not in result["ar"]


def test_minutes_of_the_last_sitting_leave_out_the_round_after_it(examined: Case) -> None:
    first = examined.consultations.get(seat="commune")
    examined.consultations.create(seat="commune", office=first.office, round=2, requested_on=ON)
    said = data(write("minutes", examined, code=CODE, on=ON))["content"]
    commune = next(block for block in said["opinions"] if block["seat"]["fr"] == "Commune")
    assert (commune["round"], commune["opinion"]) == (1, "favourable")
    assert said["file"]["round"] == 1


def test_no_minutes_before_the_sitting(tall: Case) -> None:
    with pytest.raises(CannotWrite):
        write("minutes", tall, code=CODE, on=ON)


def test_amendment_request_says_what_the_authority_asks_and_who_wants_it(examined: Case) -> None:
    page = text(write("amendment_request", examined, code=CODE, on=ON))
    for said in (
        "Déplacer l’escalier de secours",
        "Issue de secours absente.",
        "Réduire la saillie du balcon",
    ):
        assert said in page
    assert "Service des télécommunications" not in page
    assert "Réserve déjà levée" not in page
    assert "Logement collectif" not in page
    assert "décret 2-13-424 art. 37" in page
    assert "recommence alors à courir" in page
    assert "Dépôt des plans modifiés" in page


def test_amendment_that_nobody_asked_cannot_be_written(tall: Case) -> None:
    with pytest.raises(CannotWrite):
        write("amendment_request", tall, code=CODE, on=ON)
