"""The mayor's desk: a batch in which each act is read or skipped, a return with a word, a delegation."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.functions import Function
from accounts.models import Delegation, User
from permits.models import Decision
from tests.permits.files import FILED_ON, Story, a_file
from tests.permits.office.test_whole_day import Browser, went
from workflows.models import Case, JournalEntry

pytestmark = pytest.mark.django_db


def another(story: Story) -> Case:
    """A second file on the desk of the mayor."""
    return Story(story.city).filed("refection", {"work_description": "Peinture"}).admitted().sent().case


def begun(case: Case) -> int:
    return JournalEntry.objects.filter(case=case, action="begin_signature").count()


@pytest.mark.starts_from("signing")
def test_a_batch_signs_what_was_read_once_and_skips_the_rest(story: Story, browser: Browser) -> None:
    first, second = story.case, another(story)
    mayor = browser(story.who(Function.PRESIDENT))
    page = mayor.reads(f"/signature/lot/?case={first.pk}&case={second.pk}")
    assert first.reference in page and second.reference in page and " checked>" not in page
    sent = {"key": "b" * 32, "case": [first.pk, second.pk], "read": [first.pk], "consent": "on"}
    done = [mayor.client.post("/signature/lot/", sent).content.decode() for _n in range(2)]
    assert all("skipped" in text and "your signature is being applied" in text for text in done)
    assert (begun(first), begun(second)) == (1, 0)


@pytest.mark.starts_from("signing")
def test_a_batch_without_consent_signs_nothing(story: Story, browser: Browser) -> None:
    mayor = browser(story.who(Function.PRESIDENT))
    answer = mayor.client.post("/signature/lot/", {"case": [story.case.pk], "read": [story.case.pk]})
    assert answer.status_code == 400 and begun(story.case) == 0
    assert "Tick the box that says that you sign." in answer.content.decode()


@pytest.mark.starts_from("signing")
def test_an_act_whose_paper_is_not_ready_is_not_signed(story: Story, browser: Browser) -> None:
    Decision.objects.filter(case=story.case).update(unsigned=None)
    mayor = browser(story.who(Function.PRESIDENT))
    sent = {"case": [story.case.pk], "read": [story.case.pk], "consent": "on"}
    assert "The paper is being prepared" in mayor.client.post("/signature/lot/", sent).content.decode()
    assert begun(story.case) == 0 and "Take into the batch" not in mayor.reads("/signature/")


@pytest.mark.starts_from("signing")
def test_the_mayor_returns_an_act_with_a_word_and_comes_back_to_the_desk(
    story: Story, browser: Browser
) -> None:
    mayor = browser(story.who(Function.PRESIDENT))
    answer = mayor.does(story.case.pk, "return_decision", reason="Name the street.", next="signature")
    assert answer["Location"] == "/signature/" and Case.objects.get(pk=story.case.pk).state == "deciding"
    assert "Name the street." in browser(story.who(Function.DESK)).reads(f"/bureau/dossiers/{story.case.pk}/")


@pytest.mark.starts_from("signing")
def test_a_delegate_signs_and_both_read_of_the_delegation(story: Story, browser: Browser) -> None:
    president, deputy = story.who(Function.PRESIDENT), User.objects.create_user("deputy@example.org")
    post = story.city.commune.post(Function.PRESIDENT)
    Delegation.objects.create(
        post=post, delegator=president, delegate=deputy, act="n° 12", valid_from=FILED_ON,
        valid_to=FILED_ON + timedelta(days=30),
    )  # fmt: skip
    assert "You sign by delegation of" in browser(deputy).reads("/signature/")
    assert "signs by your delegation" in browser(president).reads("/signature/")
    went(browser(deputy).does(story.case.pk, "begin_signature", consent="on", next="signature"))
    assert JournalEntry.objects.get(case=story.case, action="begin_signature").delegation is not None


@pytest.mark.starts_from("signing")
def test_the_paper_to_sign_is_downloaded_by_officials_of_the_case(story: Story, browser: Browser) -> None:
    Decision.objects.filter(case=story.case).update(unsigned=a_file(story.architect, "decision.pdf"))
    answer = browser(story.who(Function.PRESIDENT)).opens(f"/bureau/dossiers/{story.case.pk}/acte")
    assert answer.status_code == 302 and "X-Amz-Signature" in answer["Location"]
