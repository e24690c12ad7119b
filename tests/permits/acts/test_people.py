"""Who acts: by post, by delegation, after an election, after stepping back; and each click once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.functions import Function
from accounts.models import Delegation, Membership, User
from tests.permits.acts.refusing import entries, why_not
from tests.permits.files import FILED_ON, Story
from workflows import engine, legaltime
from workflows.models import Case, JournalEntry
from workflows.reasons import NotVisible, Refused

pytestmark = pytest.mark.django_db

READ = {"consent": True}


def deputy(story: Story, until: int = 30) -> User:
    """Somebody to whom the president delegates his or her signature."""
    president = story.who(Function.PRESIDENT)
    person = User.objects.create_user("adjoint@demo.invalid")
    Delegation.objects.create(
        post=story.city.commune.post(Function.PRESIDENT),
        delegator=president,
        delegate=person,
        valid_from=FILED_ON,
        valid_to=FILED_ON + timedelta(days=until),
        act="Arrêté 7/2026",
    )
    return person


@pytest.mark.starts_from("signing")
def test_a_delegate_acts_and_the_journal_says_by_which_delegation(story: Story) -> None:
    person = deputy(story)
    story.act("begin_signature", person, **READ)
    entry = JournalEntry.objects.get(case=story.case, action="begin_signature")
    assert (entry.actor, entry.function, entry.office) == (person, "president", "rivage")
    assert entry.delegation == Delegation.objects.get()


@pytest.mark.starts_from("signing")
def test_a_delegation_that_has_ended_opens_nothing(story: Story) -> None:
    person = deputy(story, until=3)
    with legaltime.moved_to(FILED_ON + timedelta(days=4)), pytest.raises(NotVisible):
        story.act("begin_signature", person, **READ)
    assert not Case.objects.visible_to(person, FILED_ON + timedelta(days=4)).exists()


@pytest.mark.starts_from("signing")
def test_after_an_election_the_new_president_signs_and_the_old_one_does_not(story: Story) -> None:
    old, day = story.who(Function.PRESIDENT), FILED_ON + timedelta(days=10)
    post = story.city.commune.post(Function.PRESIDENT)
    Membership.objects.filter(user=old, post=post).update(valid_to=day - timedelta(days=1))
    new = User.objects.create_user("nouveau@demo.invalid")
    Membership.objects.create(user=new, post=post, valid_from=day)
    with legaltime.moved_to(day):
        with pytest.raises(NotVisible):
            story.act("begin_signature", old, **READ)
        story.act("begin_signature", new, **READ)


@pytest.mark.starts_from("signing")
def test_an_account_that_is_closed_opens_nothing(story: Story) -> None:
    president = story.who(Function.PRESIDENT)
    User.objects.filter(pk=president.pk).update(is_active=False)
    president.refresh_from_db()
    with pytest.raises(NotVisible):
        story.act("begin_signature", president, **READ)


@pytest.mark.starts_from("in_review")
def test_strangers_and_followers_do_nothing(story: Story) -> None:
    stranger = User.objects.create_user("passant@demo.invalid", is_superuser=True)
    for act in ("withdraw", "admit", "no_such_act"):
        with pytest.raises((NotVisible, Refused)):
            story.act(act, stranger, reason="Sans titre")
    assert why_not(story, "withdraw", story.city.owner, reason="Sans mandat") == {"not_yours"}
    with pytest.raises(NotVisible):
        engine.actions_for(story.case, stranger)
    with pytest.raises(NotVisible):
        engine.perform(story.case.pk + 1000, "withdraw", story.architect, reason="Autre dossier")


@pytest.mark.starts_from("in_review")
def test_who_steps_back_does_nothing_more_and_the_office_goes_on(story: Story) -> None:
    reviewer = story.who(Function.REVIEWER, "urban-agency")
    said = {"seat": "urban_agency", "value": "favourable"}
    story.act("recuse", reviewer, reason="Lien de parenté")
    assert why_not(story, "give_opinion", reviewer, **said) == {"recused"}
    assert why_not(story, "recuse", reviewer, reason="Encore") == {"recused"}
    story.act("give_opinion", story.who(Function.HEAD, "urban-agency"), **said)
    assert entries(story, "give_opinion") == 1


@pytest.mark.starts_from("filed")
def test_a_click_repeated_with_its_key_does_nothing_twice(story: Story) -> None:
    desk = story.who(Function.DESK)
    first = engine.perform(story.case.pk, "admit", desk, key="click-1")
    before = JournalEntry.objects.filter(case=story.case).count()
    second = engine.perform(story.case.pk, "admit", desk, key="click-1")
    assert (first.repeated, second.repeated, second.case.state) == (False, True, "in_review")
    assert JournalEntry.objects.filter(case=story.case).count() == before
    assert story.case.consultations.count() == 3


@pytest.mark.starts_from("filed")
def test_a_key_stands_for_one_act(story: Story) -> None:
    desk = story.who(Function.DESK)
    engine.perform(story.case.pk, "admit", desk, key="click-1")
    assert why_not(story, "request_pieces", desk, key="click-1", pieces=[]) == {"key_reused"}
    with pytest.raises(NotVisible):
        engine.perform(story.case.pk, "admit", User.objects.create_user("x@demo.invalid"), key="click-1")


@pytest.mark.starts_from("filed")
def test_an_act_that_does_not_exist_or_is_ill_given_is_refused_by_name(story: Story) -> None:
    desk = story.who(Function.DESK)
    assert why_not(story, "approve_everything", desk) == {"no_such_action"}
    assert why_not(story, "admit", desk, quickly=True) == {"payload:quickly"}
    assert why_not(story, "request_pieces", desk) == {"payload:pieces"}
    assert why_not(story, "extend", desk, clock="silence", reason="Plus de temps") == {"no_extension"}
