"""The rows that open cases can be worked out again, and are."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.functions import Function
from tests.permits.files import FILED_ON, Story
from workflows import legaltime
from workflows.journal_verify import verify
from workflows.models import CaseGroupAccess, CaseUserAccess, JournalEntry


def run(what: str, *more: str) -> str:
    out = StringIO()
    with legaltime.moved_to(FILED_ON):
        call_command("access", what, *more, stdout=out)
    return out.getvalue()


@pytest.fixture
def admitted(story: Story) -> Story:
    with legaltime.moved_to(FILED_ON):
        return story.admitted()


def test_what_the_acts_wrote_is_as_it_should_be(admitted: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        Story(admitted.city).drafted("construire", {}).act("ask_classification", admitted.architect)
    assert "as they should be" in run("compare")


@pytest.mark.parametrize("model", [CaseUserAccess, CaseGroupAccess])
def test_a_lost_row_is_found_and_restored(admitted: Story, model: type) -> None:
    rows = set(model.objects.values_list("content_object", "source", "permission", "valid_from", "valid_to"))
    model.objects.order_by("pk").first().delete()
    with pytest.raises(SystemExit, match="1"):
        run("compare")
    assert "has no row" in run("rebuild")
    assert "as they should be" in run("compare")
    assert rows == set(
        model.objects.values_list("content_object", "source", "permission", "valid_from", "valid_to")
    )


def test_a_row_that_nothing_explains_is_found_and_ended(admitted: Story) -> None:
    stranger = admitted.who(Function.INSPECTOR)
    known = CaseUserAccess.objects.first()
    assert known is not None
    CaseUserAccess.objects.create(
        user=stranger, permission=known.permission, content_object=admitted.case,
        valid_from=FILED_ON, source="party:999",
    )  # fmt: skip
    with pytest.raises(SystemExit):
        run("compare")
    assert "nothing explains it" in run("rebuild")
    assert not CaseUserAccess.objects.open_to(stranger, FILED_ON).exists()


@pytest.mark.parametrize("change", [{"valid_to": FILED_ON}, {"valid_from": date(2099, 1, 1)}])
def test_a_row_with_wrong_days_is_found_and_restored(admitted: Story, change: dict[str, date]) -> None:
    CaseGroupAccess.objects.filter(source="desk").update(**change)
    with pytest.raises(SystemExit):
        run("compare")
    run("rebuild")
    assert "as they should be" in run("compare")


def test_a_repair_is_journalled(admitted: Story) -> None:
    CaseGroupAccess.objects.filter(source="desk").delete()
    run("rebuild")
    assert JournalEntry.objects.filter(case=admitted.case, action="rebuild_ways").count() == 1
    assert verify().ok


def test_compare_changes_nothing(admitted: Story) -> None:
    CaseGroupAccess.objects.filter(source="desk").delete()
    with pytest.raises(SystemExit):
        run("compare")
    assert not CaseGroupAccess.objects.filter(source="desk").exists()


def test_one_file_can_be_named_and_must_exist(admitted: Story) -> None:
    assert "as they should be" in run("compare", "--case", admitted.case.reference or "")
    with pytest.raises(CommandError, match="No file has the reference"):
        run("compare", "--case", "PCT-none")
