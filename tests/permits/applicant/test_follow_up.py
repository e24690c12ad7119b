"""After the deposit: pieces asked for, amendments, reserves, withdrawal, all through the pages."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.functions import Function
from permits.fees import outstanding
from permits.models import Permit
from tests.permits.applicant.pages import ONE, begin, page
from tests.permits.files import Story, a_file
from workflows import legaltime
from workflows.models import Case, JournalEntry

TOKEN = {"token": "0" * 32}


def hand_in(story: Story, piece: str) -> None:
    story.act("hand_in", story.architect, piece=piece, version=str(a_file(story.architect).pk))


@pytest.mark.starts_from("filed")
def test_the_page_says_with_whom_and_that_nothing_is_to_be_done(architect: Client, story: Story) -> None:
    text = page(architect, story.case.pk)
    assert "The one-stop desk of" in text and "You have nothing to do now" in text


@pytest.mark.starts_from("filed")
def test_requested_pieces_are_shown_with_reasons_and_sent_back(architect: Client, story: Story) -> None:
    desk, here = story.who(Function.DESK), ONE.format(story.case.pk)
    story.act("request_pieces", desk, pieces=({"piece": "ownership", "reason": "Copie illisible"},))
    file = story.case.application.pieces.get(piece="ownership")
    file.status, file.reason = "rejected", "Copie illisible"
    file.save()
    text = page(architect, story.case.pk)
    assert "What you must do" in text and "Copie illisible" in text.split("What happened")[1]
    assert "Copie illisible" in page(architect, story.case.pk, "pieces/")
    refused = architect.post(here + "actes/supply_pieces/", TOKEN)
    assert refused.status_code == 422 and "still missing" in refused.content.decode()
    hand_in(story, "ownership")
    assert architect.post(here + "actes/supply_pieces/", TOKEN).status_code == 302
    assert Case.objects.get(pk=story.case.pk).state == "filed"


@pytest.mark.starts_from("deciding")
def test_amended_plans_go_round_again(architect: Client, story: Story) -> None:
    here = ONE.format(story.case.pk)
    story.act("request_amendments", story.who(Function.PRESIDENT), items=("Élargir l'escalier",))
    assert "Élargir l&#x27;escalier" in page(architect, story.case.pk, "modifications/")
    values = {"changed": ["architecture"], "message": "Escalier élargi", **TOKEN}
    refused = architect.post(here + "modifications/", values)
    assert refused.status_code == 422 and "Escalier élargi" in refused.content.decode()
    hand_in(story, "architect_plans")
    assert architect.post(here + "modifications/", values).status_code == 302
    case = Case.objects.get(pk=story.case.pk)
    assert case.state == "in_review" and case.round == 2


@pytest.mark.starts_from("in_review")
def test_a_reserve_is_answered(architect: Client, story: Story) -> None:
    seat = story.case.consultations.order_by("seat").first()
    assert seat is not None
    reserve = {"text": "Prévoir une rampe", "article": "loi 10-03 art. 9"}
    story.opinion(seat.seat, "with_reserves", reserves=(reserve,))
    text = page(architect, story.case.pk)
    assert "Prévoir une rampe" in text and "Say how you meet the reserves" in text
    row = seat.opinions.get(current=True).reserves.get()
    answer = architect.post(f"{ONE.format(story.case.pk)}reserves/{row.pk}/", {"proof": "Planche 4", **TOKEN})
    row.refresh_from_db()
    assert answer.status_code == 302 and row.status == "proof_given" and row.proof == "Planche 4"


@pytest.mark.starts_from("filed")
def test_withdrawing_asks_why_and_is_done_once(architect: Client, story: Story) -> None:
    address = ONE.format(story.case.pk) + "actes/withdraw/"
    assert "Say why." in architect.post(address, TOKEN).content.decode()
    for _time in range(2):
        assert architect.post(address, {"reason": "Projet abandonné", **TOKEN}).status_code == 302
    assert JournalEntry.objects.filter(case=story.case.pk, action="withdraw").count() == 1
    assert "withdrawn" in page(architect, story.case.pk)


@pytest.mark.starts_from("filed")
def test_an_act_whose_moment_has_not_come_says_so(architect: Client, story: Story) -> None:
    text = page(architect, story.case.pk, "actes/open_works/", 404)
    assert text
    assert "has not passed" in page(architect, story.case.pk, "actes/request_substitution/")


@pytest.mark.starts_from("in_review")
def test_no_official_is_named_to_the_applicant(architect: Client, story: Story) -> None:
    story.reviewed()
    text = page(architect, story.case.pk)
    for function, office in ((Function.DESK, "rivage"), (Function.REVIEWER, "urban-agency")):
        assert story.who(function, office).email not in text
        assert story.who(function, office).name_fr not in text


@pytest.mark.starts_from("granted")
def test_a_granted_file_shows_its_permit_and_what_is_to_be_paid(architect: Client, story: Story) -> None:
    text = page(architect, story.case.pk)
    assert "Fees still to be paid" in text and "Pay the fees" in text


def delivered(story: Story) -> None:
    """Paid, with what is asked before delivery, handed over."""
    due = outstanding(story.case.permit)
    story.act("record_payment", story.who(Function.CASHIER), amount=due, receipt="Q-1")
    story.with_pieces("before_delivery")
    story.act("deliver", story.who(Function.DESK))


@pytest.mark.starts_from("granted")
def test_works_are_declared_open_and_finished(architect: Client, story: Story) -> None:
    delivered(story)
    here = ONE.format(story.case.pk)
    assert "actes/open_works/" in page(architect, story.case.pk)
    undated = {"effective_on": "1/3/2026", "evidence": "", **TOKEN}
    refused = architect.post(here + "actes/open_works/", undated)
    assert refused.status_code == 422 and "needs its evidence" in refused.content.decode()
    assert architect.post(here + "actes/open_works/", TOKEN).status_code == 302
    assert architect.post(here + "actes/declare_completion/", TOKEN).status_code == 302
    permit = Permit.objects.get(case=story.case)
    assert permit.works_opened_on == permit.completed_on == legaltime.today()


def test_the_desk_places_a_project_and_its_reason_is_shown(architect: Client, story: Story) -> None:
    pk = begin(architect)
    architect.post(ONE.format(pk) + "projet/", {"works": "new_building"})
    architect.post(ONE.format(pk) + "classement/")
    story.case = Case.objects.get(pk=pk)
    story.act("classify", story.who(Function.DESK), track="petit", reason="Projet de faible importance")
    assert "Projet de faible importance" in page(architect, pk, "projet/")


@pytest.mark.starts_from("filed")
def test_people_join_and_leave_a_deposited_file(architect: Client, story: Story) -> None:
    here = ONE.format(story.case.pk) + "personnes/"
    engineer = {"role": "engineer", "name_fr": "Bureau d'études"}
    assert architect.post(here, engineer).status_code == 302
    party = story.case.application.parties.get(role="engineer")
    assert "Bureau d&#x27;études" in page(architect, story.case.pk, "personnes/")
    architect.post(here, {"remove": party.pk, "reason": "Mission terminée"})
    party.refresh_from_db()
    assert party.ended_on is not None


@pytest.mark.starts_from("filed")
def test_an_owner_is_changed_by_the_desk_which_the_page_says(architect: Client, story: Story) -> None:
    here = ONE.format(story.case.pk) + "personnes/"
    answer = architect.post(here, {"role": "owner", "name_fr": "Acquéreur"})
    assert answer.status_code == 422
    assert "show it the title" in answer.content.decode() and "Acquéreur" in answer.content.decode()
