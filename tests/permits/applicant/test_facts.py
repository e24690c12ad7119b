"""The questions of the pack: saved as one types, nothing typed is lost."""

from __future__ import annotations

from django.test import Client

from tests.permits.applicant.pages import ONE, begin, page, typed
from tests.permits.files import HOUSE
from workflows.models import Case

AUTOSAVE = {"X-Requested-With": "autosave"}


def facts_of(pk: int) -> dict[str, object]:
    return dict(Case.objects.get(pk=pk).facts)


def test_the_track_is_decided_and_explained(architect: Client) -> None:
    pk = begin(architect)
    architect.post(ONE.format(pk) + "projet/", typed(HOUSE))
    text = page(architect, pk, "projet/")
    assert "Because:" in text and "Estimate of the fees" in text


def test_a_wrong_answer_stays_typed_and_the_right_ones_are_saved(architect: Client) -> None:
    pk = begin(architect)
    answer = architect.post(ONE.format(pk) + "projet/", {"works": "new_building", "height_m": "high"})
    text = answer.content.decode()
    assert answer.status_code == 422 and 'value="high"' in text and "Error:" in text
    assert facts_of(pk) == {"works": "new_building"}


def test_autosave_answers_what_was_wrong_and_what_is_asked_now(architect: Client) -> None:
    pk = begin(architect)
    good = architect.post(ONE.format(pk) + "projet/", typed(HOUSE), headers=AUTOSAVE)
    assert (
        good.status_code == 200
        and good.json()["stored"]["height_m"] == "8.5"
        and good.json()["asked"]["works"]
    )
    wrong = architect.post(ONE.format(pk) + "projet/", {"levels": "two"}, headers=AUTOSAVE)
    assert wrong.status_code == 422 and "levels" in wrong.json()["errors"]


def test_two_windows_lose_no_answer(architect: Client) -> None:
    pk = begin(architect)
    address = ONE.format(pk) + "projet/"
    architect.post(address, {"levels": "2", "was-levels": ""})
    answer = architect.post(address, {"levels": "5", "was-levels": ""})
    assert "Another window has saved" in answer.content.decode() and facts_of(pk)["levels"] == 2
    assert 'name="was-levels" value="2"' in answer.content.decode()
    architect.post(address, {"levels": "5", "was-levels": "2"})
    assert facts_of(pk)["levels"] == 5


def test_an_old_page_sent_again_does_not_undo_what_was_saved_since(architect: Client) -> None:
    pk = begin(architect)
    address = ONE.format(pk) + "projet/"
    architect.post(address, {"levels": "2", "was-levels": ""})
    architect.post(address, {"levels": "", "was-levels": "", "dwellings": "1", "was-dwellings": ""})
    assert facts_of(pk) == {"levels": 2, "dwellings": 1}


def test_an_answer_is_not_emptied_in_silence(architect: Client) -> None:
    pk = begin(architect)
    address = ONE.format(pk) + "projet/"
    architect.post(address, {"levels": "2"})
    answer = architect.post(address, {"levels": ""})
    assert answer.status_code == 422 and facts_of(pk)["levels"] == 2


def test_a_question_is_hidden_until_its_condition_holds(architect: Client) -> None:
    pk = begin(architect)
    before = architect.post(ONE.format(pk) + "projet/", {"works": "new_building"}, headers=AUTOSAVE)
    assert not all(before.json()["asked"].values())


def test_a_project_without_track_may_be_brought_before_the_desk(architect: Client) -> None:
    pk = begin(architect)
    architect.post(ONE.format(pk) + "projet/", {"works": "new_building"})
    assert "Ask the desk to place the project" in page(architect, pk)
    architect.post(ONE.format(pk) + "classement/")
    assert "The desk has been asked" in page(architect, pk)
