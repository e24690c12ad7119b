"""People join and leave a deposited case; the way in opens and closes with them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from accounts.functions import Function
from accounts.models import User
from permits.models import Party
from tests.permits.acts.refusing import why_not
from tests.permits.files import FILED_ON, Story
from workflows import engine, legaltime
from workflows.access_rebuild import differences
from workflows.journal_verify import verify
from workflows.models import Case
from workflows.reasons import NotVisible

pytestmark = [pytest.mark.django_db, pytest.mark.starts_from("filed")]
AGENT = {"role": "agent", "name_fr": "Mandataire", "mandate_text": "Procuration du 1er mars 2026"}


@pytest.fixture
def newcomer() -> User:
    return User.objects.create_user("agent@example.org")


def sees(user: User, story: Story, days: int = 0) -> bool:
    on = FILED_ON + timedelta(days=days)
    return Case.objects.visible_to(user, on).filter(pk=story.case.pk).exists()


def joined(story: Story, user: User, **more: Any) -> int:
    return int(story.act("add_party", story.architect, **AGENT, account=user.email, **more).result["party"])


def party_of(story: Story, user: User) -> Party:
    return Party.objects.get(application__case=story.case, user=user)


def test_an_agent_with_an_account_sees_the_case_and_acts(story: Story, newcomer: User) -> None:
    assert not sees(newcomer, story)
    joined(story, newcomer, may_act=True)
    assert sees(newcomer, story)
    story.act("withdraw", newcomer, reason="Projet abandonné.")


def test_one_who_only_follows_sees_and_does_not_act(story: Story, newcomer: User) -> None:
    joined(story, newcomer)
    assert sees(newcomer, story)
    assert "not_yours" in why_not(story, "withdraw", newcomer, reason="Projet abandonné.")


def test_a_party_needs_no_account(story: Story) -> None:
    story.act("add_party", story.architect, role="engineer", name_fr="Bureau d'études", is_company=True)
    assert Party.objects.get(application__case=story.case, role="engineer").user is None


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"account": "nobody@example.org"}, "account"),
        ({"may_act": True}, "no_account"),
        ({"mandate_text": ""}, "party"),
        ({"email": "not an address"}, "payload:email"),
        ({"name_fr": ""}, "payload:name_fr"),
        ({"role": "neighbour"}, "payload:role"),
        ({"role": "owner"}, "owners"),
    ],
)
def test_what_is_wrong_with_a_party_is_said(story: Story, wrong: dict[str, Any], code: str) -> None:
    assert code in why_not(story, "add_party", story.architect, **{**AGENT, **wrong})


def test_who_leaves_sees_nothing_from_the_next_day(story: Story, newcomer: User) -> None:
    party = joined(story, newcomer, may_act=True)
    story.act("end_party", story.architect, party=party, reason="Mandat révoqué.")
    assert sees(newcomer, story) and not sees(newcomer, story, days=1)
    with legaltime.moved_to(FILED_ON + timedelta(days=1)), pytest.raises(NotVisible):
        engine.perform(story.case.pk, "withdraw", newcomer, reason="Projet abandonné.")


def test_the_architect_who_leaves_keeps_no_way_as_author(story: Story, newcomer: User) -> None:
    joined(story, newcomer, may_act=True)
    story.act("end_party", newcomer, party=party_of(story, story.architect).pk, reason="Fin de mission.")
    assert not sees(story.architect, story, days=1)
    assert sees(newcomer, story, days=1)


def test_somebody_who_acts_must_remain(story: Story) -> None:
    party = party_of(story, story.architect).pk
    desk = story.who(Function.DESK)
    assert "nobody_acts" in why_not(story, "end_party", desk, party=party, reason="Fin de mission.")
    assert sees(story.architect, story, days=1)


def test_only_the_desk_changes_owners_and_one_always_remains(story: Story) -> None:
    party, desk = party_of(story, story.city.owner).pk, story.who(Function.DESK)
    end = {"party": party, "reason": "Vente du terrain."}
    assert "owners" in why_not(story, "end_party", story.architect, **end)
    assert "no_owner" in why_not(story, "end_party", desk, **end)
    story.act("add_party", desk, role="owner", name_fr="Acquéreur")
    story.act("end_party", desk, **end)
    assert not sees(story.city.owner, story, days=1)


def test_a_party_of_another_case_is_not_found(story: Story) -> None:
    assert "party" in why_not(story, "end_party", story.architect, party=10**12, reason="Erreur.")


def test_the_rows_and_the_journal_agree_afterwards(story: Story, newcomer: User) -> None:
    party = joined(story, newcomer, may_act=True)
    story.act("end_party", newcomer, party=party_of(story, story.architect).pk, reason="Fin de mission.")
    story.act("add_party", newcomer, role="designer", name_fr="Architecte", account=story.architect.email)
    story.act("end_party", story.who(Function.DESK), party=party_of_last(story), reason="Erreur de saisie.")
    assert differences([story.case]) == [] and party
    assert verify().ok


def party_of_last(story: Story) -> int:
    return Party.objects.filter(application__case=story.case).latest("pk").pk
