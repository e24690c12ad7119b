"""The demonstration's commands say what is wrong in a sentence, and never run in production."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from permits.demo.plans import NoPlans, plans_in
from permits.models import Application
from tests.permits.files import FILED_ON, Story
from workflows import legaltime


@pytest.fixture
def demo(settings: Any, tmp_path: Path) -> Any:
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    return settings


@pytest.mark.parametrize("command", [["demo"], ["demo_city"], ["demo_opinion", "1", "commune", "favourable"]])
def test_production_refuses_to_play(command: list[str], settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command(*command)


@pytest.mark.parametrize("cases", ["0", "1001"])
def test_a_number_of_cases_out_of_bounds_is_refused(demo: Any, cases: str) -> None:
    with pytest.raises(CommandError, match="from 1 to 1000"):
        call_command("demo", "--cases", cases)


@pytest.mark.parametrize(("name", "says"), [("nowhere", "not a folder"), (".", "no PDF plan")])
def test_a_folder_without_plans_says_what_is_expected(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(NoPlans, match=says):
        plans_in(tmp_path / name)


def test_plans_are_taken_by_their_kind_and_in_order(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.dxf", "notes.txt", "c.IFC"):
        (tmp_path / name).touch()
    assert [path.name for path in plans_in(tmp_path)] == ["a.dxf", "b.pdf", "c.IFC"]


def test_a_seat_that_is_not_asked_cannot_answer(demo: Any, story: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        story.filed()
    with pytest.raises(CommandError, match="not asked"):
        call_command("demo_opinion", str(story.case.pk), "commune", "favourable")
    assert Application.objects.count() == 1


def test_a_case_is_pinned_anew_from_the_command_line_with_its_reason(story: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        story.filed()
    digest = story.case.procedure.digest if story.case.procedure else ""
    call_command("procedures", "repin", str(story.case.reference), digest, "--reason", "Erreur de saisie")
    assert story.case.pk and story.case.version < type(story.case).objects.get(pk=story.case.pk).version


@pytest.mark.parametrize(
    ("reference", "digest", "says"),
    [("NO-SUCH", "0" * 64, "No file has"), (None, "f" * 64, "one loaded version")],
)
def test_repinning_says_what_it_did_not_find(
    story: Story, reference: str | None, digest: str, says: str
) -> None:
    with legaltime.moved_to(FILED_ON):
        story.filed()
    with pytest.raises(CommandError, match=says):
        call_command(
            "procedures", "repin", reference or str(story.case.reference), digest, "--reason", "Essai"
        )
