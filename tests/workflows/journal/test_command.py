"""``manage.py journal`` and the stand-alone verifier."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.workflows import ledgers
from workflows.anchors import anchor
from workflows.journal_export import export_case
from workflows.models import Case, JournalPayload

pytestmark = pytest.mark.django_db


def journal(*words: str) -> str:
    out = StringIO()
    call_command("journal", *words, stdout=out, stderr=out)
    return out.getvalue()


def check(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the stand-alone verifier with nothing of ours to import."""
    script = Path(settings.BASE_DIR) / "ops" / "verify_journal.py"
    command = [sys.executable, "-I", "-S", str(script), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_whole_journal_is_said_whole_with_its_window() -> None:
    ledgers.fill(cases=2)
    said = journal("verify")
    assert "8 entries of 2 cases" in said
    assert "Unprotected window: 8 row(s)" in said
    assert "The journal is whole." in said
    assert "8 row(s), 2 head(s) moved, sha256 " in journal("anchor")
    assert "Every row is anchored" in journal("verify")


def test_a_broken_journal_gives_exit_code_one() -> None:
    case = ledgers.fill(cases=1)[0]
    with ledgers.as_superuser() as cursor:
        cursor.execute("DELETE FROM workflows_journalentry WHERE case_id = %s AND seq = 1", [case.pk])
    with pytest.raises(CommandError, match="The journal is broken") as stopped:
        journal("verify")
    assert stopped.value.returncode == 1


@pytest.mark.parametrize("name", ["T-unknown", "999999", "99999999999999999999999", "", "٣"])
def test_an_unknown_case_is_said(name: str) -> None:
    with pytest.raises(CommandError, match="No case has the reference or number"):
        journal("export", name)


def test_a_folder_that_cannot_be_written_is_said(anchor_dir: Path) -> None:
    anchor_dir.write_text("a file, not a folder")
    with pytest.raises(CommandError, match="cannot be written"):
        journal("anchor")
    with pytest.raises(CommandError, match="cannot be written"):
        journal("export", str(ledgers.case().pk), "--output", str(anchor_dir / "x.json"))


@pytest.fixture
def exported(tmp_path: Path) -> tuple[Case, Path]:
    """An anchored case with one entry more, exported."""
    cases = ledgers.fill(cases=2)
    anchor()
    ledgers.write(cases[0], payload={"text": "زيادة", "é": [1, None, True]})
    path = tmp_path / "export.json"
    journal("export", str(cases[0].pk), "--output", str(path))
    return cases[0], path


def test_the_script_finds_an_export_whole(exported: tuple[Case, Path], anchor_dir: Path) -> None:
    done = check(exported[1], "--anchors", anchor_dir, "--sha256", anchor().sha256)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Not anchored: 1 entry(ies), from entry 5, since 2" in done.stdout


def test_without_anchors_nothing_is_said_to_be_protected(exported: tuple[Case, Path]) -> None:
    done = check(exported[1])
    assert done.returncode == 0
    assert "Not anchored: 5 entry(ies), from entry 1" in done.stdout


def edit_entry(export: dict[str, Any]) -> None:
    export["entries"][1]["action"] = "grant"


def edit_payload(export: dict[str, Any]) -> None:
    export["entries"][1]["payload"] = {"number": 9}


def drop_middle(export: dict[str, Any]) -> None:
    del export["entries"][1]


def cut_tail(export: dict[str, Any]) -> None:
    del export["entries"][2:]


def swap(export: dict[str, Any]) -> None:
    export["entries"][1:3] = export["entries"][2:0:-1]


def hide_payload(export: dict[str, Any]) -> None:
    export["entries"][1].update(salt=None, payload=None)


def other_end(export: dict[str, Any]) -> None:
    export["state"] = "closed"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (edit_entry, "entry 2: it was changed"),
        (edit_payload, "entry 2: its payload is not the one"),
        (drop_middle, "entry 3: it does not follow"),
        (cut_tail, "entry 4: it is gone that was anchored"),
        (swap, "entry 3: it stands at position 2"),
        (hide_payload, "entry 2: its payload was taken away"),
        (other_end, "the case stands at 'closed'"),
    ],
)
def test_the_script_finds_a_changed_export(
    exported: tuple[Case, Path], anchor_dir: Path, change: Callable[[dict[str, Any]], None], said: str
) -> None:
    export = json.loads(exported[1].read_text())
    change(export)
    exported[1].write_text(json.dumps(export))
    done = check(exported[1], "--anchors", anchor_dir)
    assert done.returncode == 1
    assert said in done.stderr


def test_the_script_finds_changed_anchors(exported: tuple[Case, Path], anchor_dir: Path) -> None:
    noted = anchor().sha256
    heads = next(anchor_dir.glob("*.heads"))
    heads.chmod(0o644)
    heads.write_text("")
    done = check(exported[1], "--anchors", anchor_dir, "--sha256", noted)
    assert done.returncode == 1 and "its heads were changed" in done.stderr
    done = check(exported[1], "--anchors", anchor_dir, "--sha256", "0" * 64)
    assert "none has the SHA-256" in done.stderr


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"format": "journal-export-1", "entries": [{}]}'])
def test_the_script_says_what_it_cannot_read(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content)
    for done in (check(path), check(tmp_path / "none.json")):
        assert done.returncode == 1
        assert ".json" in done.stderr and "Traceback" not in done.stderr


def test_an_export_holds_what_was_not_erased() -> None:
    case = ledgers.fill(cases=1, entries=2)[0]
    JournalPayload.objects.filter(entry__case=case, entry__seq=1).update(payload=None, salt=None)
    entries = export_case(case)["entries"]
    assert [entry["payload"] for entry in entries] == [None, {"number": 1}]
