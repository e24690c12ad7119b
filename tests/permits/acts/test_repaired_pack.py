"""A repaired pack: the case is pinned to it by an audited act, and goes on by its rules."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.functions import Function
from tests.permits.acts.refusing import entries, why_not
from tests.permits.files import FILED_ON, Story, a_file
from workflows import legaltime
from workflows.models import ProcedureVersion
from workflows.procedures.grammar import Procedure

pytestmark = [pytest.mark.django_db, pytest.mark.starts_from("tower_in_review")]


def stored(rules: Procedure) -> ProcedureVersion:
    return ProcedureVersion.objects.create(
        code=rules.code, country=rules.country, kind=rules.kind, track=rules.track, digest=rules.digest,
        content=rules.canonical(), valid_from=rules.valid_from, valid_to=rules.valid_to, current=False,
    )  # fmt: skip


def repinned(story: Story) -> Story:
    """The same rules, but only the seats concerned are asked again after amended plans."""
    rules = story.case.rules
    assert rules is not None and rules.rounds is not None
    rounds = rules.rounds.model_copy(update={"again": "concerned"})
    version = stored(rules.model_copy(update={"rounds": rounds}))
    story.act("repin", None, digest=version.digest, reason="Erreur du barème corrigée")
    return story


def test_a_case_is_pinned_to_a_version_of_its_own_procedure_only(story: Story) -> None:
    why = {"reason": "Erreur corrigée"}
    other = ProcedureVersion.objects.exclude(code=story.case.procedure.code)[0]
    assert why_not(story, "repin", None, digest=other.digest, **why) == {"version"}
    assert why_not(story, "repin", None, digest="0" * 64, **why) == {"version"}
    assert "not_yours" in why_not(story, "repin", story.who(Function.DESK), digest=other.digest, **why)
    before = story.case.procedure
    repinned(story)
    assert story.case.procedure != before and entries(story, "repin") == 1


def test_only_seats_whose_subject_changed_or_who_said_no_are_asked_again(story: Story) -> None:
    repinned(story).reviewed(networks="unfavourable").minuted()
    story.act("request_amendments", story.who(Function.PRESIDENT), items=["Sorties de secours"])
    plans = {"piece": "architect_plans", "version": str(a_file(story.architect).pk)}
    story.act("hand_in", story.architect, **plans)
    with legaltime.moved_to(FILED_ON + timedelta(days=3)):
        story.act("resubmit", story.architect, changed=["architecture", "fire_safety"])
        asked = story.case.consultations.filter(round=2).values_list("seat", flat=True)
        everybody = {"commune", "prefecture", "urban_agency"}  # concerned by everything
        assert set(asked) == {*everybody, "civil_protection", "networks"}
        story.reviewed().minuted().act("draft_decision", story.who(Function.DESK), kind="grant")
