"""What ``actions_for`` answers is what ``perform`` does: same rules, same reasons, same strangers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction

from accounts.functions import Function
from accounts.models import User
from tests.permits.files import FILED_ON, HOUSE, Story
from workflows import engine, legaltime
from workflows.reasons import NotVisible, Refused

MOMENTS: dict[str, Callable[[Story], object]] = {
    "draft": lambda story: story.drafted("construire", HOUSE).with_pieces(),
    "in review": lambda story: story.admitted(),
    "signing": lambda story: story.admitted() and story.reviewed().minuted().sent(),
}


@pytest.fixture(params=MOMENTS)
def moment(request: pytest.FixtureRequest, story: Story) -> Story:
    with legaltime.moved_to(FILED_ON):
        MOMENTS[request.param](story)
    return story


def people(story: Story) -> list[User]:
    """One of each sort: who acts, who follows, the desk, who decides, a seat, a stranger."""
    return [
        story.architect,
        story.city.owner,
        story.who(Function.DESK),
        story.who(Function.PRESIDENT),
        story.who(Function.REVIEWER, "urban-agency"),
        story.who(Function.INSPECTOR),
    ]


def refused(story: Story, action: str, user: User) -> frozenset[str]:
    """The codes with which ``perform`` refuses an act without any particulars; nothing is kept."""
    try:
        with transaction.atomic():
            engine.perform(story.case.pk, action, user)
            transaction.set_rollback(True)
    except Refused as error:
        return frozenset(code for code in error.codes if not code.startswith("payload:"))
    return frozenset()


def test_every_answer_is_what_happens(moment: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        for user in people(moment):
            try:
                answers = engine.actions_for(moment.case, user)
            except NotVisible:
                with pytest.raises(NotVisible):
                    engine.perform(moment.case.pk, "withdraw", user, reason="Projet abandonné.")
                continue
            for answer in answers:
                codes = frozenset(reason.code for reason in answer.reasons)
                assert refused(moment, answer.action.name, user) == codes, (str(user), answer.action.name)


def test_what_is_allowed_and_needs_no_particulars_is_done(moment: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        for user in (moment.architect, moment.who(Function.DESK)):
            if not type(moment.case).objects.visible_to(user, FILED_ON).filter(pk=moment.case.pk).exists():
                continue
            for answer in engine.actions_for(moment.case, user):
                needed = any(field.is_required() for field in answer.action.payload.model_fields.values())
                if not needed and answer.allowed:
                    with transaction.atomic():
                        assert not engine.perform(moment.case.pk, answer.action.name, user).repeated
                        transaction.set_rollback(True)


def test_a_recused_person_is_told_so_by_both(moment: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        desk = moment.who(Function.DESK)
        if moment.case.state == "draft":
            pytest.skip("the desk does not see a draft")
        moment.act("recuse", desk, reason="Parent du demandeur.")
        answers = {row.action.name: row for row in engine.actions_for(moment.case, desk)}
        codes = {reason.code for reason in answers["request_pieces"].reasons}
        assert "recused" in codes and "recused" in refused(moment, "request_pieces", desk)
