"""A whole application, from nothing to the receipt, through the pages."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permits.models import Application, Parcel
from tests.permits.applicant.pages import ONE, begin, fill, page
from tests.permits.files import Story
from workflows.models import Case, JournalEntry


def pieces_of(story: Story, pk: int) -> None:
    story.case = Case.objects.get(pk=pk)
    story.with_pieces()


def test_an_application_goes_from_new_to_receipt(architect: Client, story: Story) -> None:
    pk = begin(architect)
    fill(architect, pk)
    pieces_of(story, pk)
    assert "Read everything again, then deposit." in page(architect, pk)
    answer = architect.post(ONE.format(pk) + "depot/")
    assert answer["Location"].endswith("/recepisse/")
    case = Case.objects.get(pk=pk)
    text = page(architect, pk, "recepisse/")
    assert case.state == "filed" and str(case.reference) in text and case.code in text


def test_the_list_shows_each_file_and_what_is_to_be_done(architect: Client, story: Story) -> None:
    begin(architect)
    story.filed()
    text = architect.get("/mes-dossiers/").content.decode()
    assert "Complete and deposit the application" in text and str(story.case.reference) in text


def test_the_task_list_says_what_is_missing_and_why(architect: Client) -> None:
    text = page(architect, begin(architect))
    for missing in ("Name the owner", "at least one parcel", "The list depends on the facts"):
        assert missing in text


def test_depositing_twice_deposits_once(architect: Client, story: Story) -> None:
    pk = begin(architect)
    fill(architect, pk)
    pieces_of(story, pk)
    first, second = (architect.post(ONE.format(pk) + "depot/") for _time in range(2))
    assert first["Location"] == second["Location"]
    assert JournalEntry.objects.filter(case=pk, action="file").count() == 1


def test_a_refused_deposit_lists_everything_that_is_missing(architect: Client) -> None:
    pk = begin(architect, object_fr="", object_ar="بناء")
    architect.post(ONE.format(pk) + "projet/", {"works": "new_building", "use": "individual_house"})
    answer = architect.post(ONE.format(pk) + "depot/")
    text = answer.content.decode()
    assert answer.status_code == 422 and Case.objects.get(pk=pk).state == "draft"
    assert "There is a problem" in text and "Name the owner" in text


def test_a_number_may_be_typed_with_a_comma(architect: Client) -> None:
    pk = begin(architect)
    fill(architect, pk)
    assert str(Parcel.objects.get(application__case=pk).area_m2) == "240.50"


def test_a_wrong_parcel_keeps_what_was_typed(architect: Client) -> None:
    pk = begin(architect)
    answer = architect.post(ONE.format(pk) + "terrain/", {"land_reference": "777/Z", "area_m2": "much"})
    assert answer.status_code == 422
    assert "777/Z" in answer.content.decode() and "as a number of square metres" in answer.content.decode()


def test_an_agent_shows_a_mandate_and_who_acts_has_an_account(architect: Client) -> None:
    pk = begin(architect)
    party = {"role": "agent", "name_fr": "Mandataire", "may_act": "on"}
    text = architect.post(ONE.format(pk) + "personnes/", party).content.decode()
    assert "An agent shows a mandate." in text and "needs an account" in text and "Mandataire" in text


def test_parcels_and_people_can_be_taken_out_of_a_draft(architect: Client) -> None:
    pk = begin(architect)
    fill(architect, pk)
    application = Application.objects.get(case=pk)
    architect.post(ONE.format(pk) + "terrain/", {"remove": application.parcels.get().pk})
    for party in application.parties.all():
        architect.post(ONE.format(pk) + "personnes/", {"remove": party.pk})
    assert not application.parcels.exists() and not application.parties.exists()
    assert page(architect, pk)  # the author stays the author


def test_a_commune_that_is_not_competent_is_said(architect: Client) -> None:
    answer = architect.post("/mes-dossiers/nouveau/", {"commune": "nowhere", "kind": "ma/construire"})
    assert answer.status_code == 422 and "Choose a commune of the list." in answer.content.decode()


def test_a_form_sent_twice_begins_one_application(architect: Client) -> None:
    begin(architect, token="a" * 32)
    values = {"commune": "rivage", "kind": "ma/construire", "token": "a" * 32}
    assert architect.post("/mes-dossiers/nouveau/", values)["Location"] == "/mes-dossiers/"
    assert Application.objects.count() == 1


def test_the_list_asks_the_database_as_often_for_many_files(
    architect: Client, story: Story, django_assert_num_queries: Any
) -> None:
    begin(architect)
    story.filed()
    with CaptureQueriesContext(connection) as few:
        architect.get("/mes-dossiers/")
    asked = len(few)
    for _time in range(3):
        begin(architect)
    Story(story.city).filed()
    with django_assert_num_queries(asked):
        architect.get("/mes-dossiers/")
