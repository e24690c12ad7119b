"""A file goes from the desk to the granted permit through the pages alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse

from accounts.functions import Function
from permits.models import Decision, PieceFile
from tests.permits.acts.signing import living, session_for
from tests.permits.files import FILED_ON, Story, a_file
from tests.permits.office.conftest import Person
from workflows import legaltime
from workflows.models import Case, Sitting

pytestmark = pytest.mark.django_db
Browser = Callable[..., Person]


def went(answer: HttpResponse) -> None:
    """The act was done: the page led elsewhere."""
    said = answer.context["form"].errors if answer.status_code == 400 else answer.status_code
    assert answer.status_code == 302, said


def attendance(case: Case) -> dict[str, str]:
    """Everybody present."""
    codes = {row.office.code for row in case.consultations.select_related("office")}
    return {f"attendance-{code}-{cell}": "member" for code in codes for cell in ("present", "capacity")}


def opinions(case: Case, story: Story, browser: Browser) -> None:
    for row in case.consultations.select_related("office"):
        reviewer = browser(story.who(Function.REVIEWER, row.office.code))
        assert str(case.reference) in reviewer.reads("/bureau/avis/")
        went(reviewer.does(case.pk, "give_opinion", seat=row.seat, value="favourable"))


@pytest.mark.starts_from("filed")
def test_from_filed_to_granted_and_delivered_by_the_pages(story: Story, browser: Browser) -> None:
    case, desk = story.case, browser(story.who(Function.DESK))
    piece = PieceFile.objects.filter(application__case=case).first()
    went(desk.does(case.pk, "judge_piece", file=piece.pk, status="accepted"))
    went(desk.does(case.pk, "admit"))
    opinions(case, story, browser)
    desk.client.post("/bureau/seances/", {"office": story.city.commune.pk, "on": f"{FILED_ON:%d/%m/%Y}"})
    sitting = Sitting.objects.get(office=story.city.commune, on=FILED_ON)
    went(desk.does(case.pk, "schedule", sitting=sitting.pk))
    went(desk.does(case.pk, "record_minutes", remarks="Heard.", **attendance(case)))
    went(desk.does(case.pk, "draft_decision", kind="grant", **{"conditions-0-text": "Keep the fence lit."}))
    story.case.refresh_from_db()
    story.with_pieces("after_favourable")
    went(desk.does(case.pk, "send_to_signature"))
    Decision.objects.filter(case=case).update(unsigned=a_file(desk.user, "decision.pdf"))
    _signed(case, story, browser)
    _delivered(case, story, browser, desk)


def _signed(case: Case, story: Story, browser: Browser) -> None:
    president = browser(story.who(Function.PRESIDENT))
    assert "Read and sign" in president.reads("/signature/")
    went(president.does(case.pk, "begin_signature", consent="on"))
    story.act("sign", None, session=str(session_for(living(story), story).pk))
    assert "What I signed this month" in president.reads("/signature/")
    assert living(story).number.text in president.reads("/signature/")


def _delivered(case: Case, story: Story, browser: Browser, desk: Person) -> None:
    cashier = browser(story.who(Function.CASHIER))
    due = Case.objects.get(pk=case.pk).permit.fees.get().amount
    went(cashier.does(case.pk, "record_payment", amount=str(due).replace(".", ","), receipt="Q-1"))
    with legaltime.moved_to(FILED_ON + timedelta(days=1)):
        went(desk.does(case.pk, "deliver"))
        went(desk.does(case.pk, "notify", proof="Handed over against signature"))
    case = Case.objects.get(pk=case.pk)
    assert (case.outcome, case.permit.state) == ("granted", "in_force") and case.notified_on is not None
