"""manage.py procedures: list, check, chart, load."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.workflows.procedures.packs import KIND, LIBRARY, write
from workflows.models import ProcedureVersion
from workflows.procedures.chart import chart
from workflows.procedures.loader import load_folder


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    call_command("procedures", *words)
    return capsys.readouterr().out


def test_list_shows_what_is_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "list", "--on", "2021-05-01")
    assert "ma/construire/grand/2019" in out
    assert "ma/construire/grand/2023" not in out


def test_check_says_that_the_packs_are_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert f"{len(load_folder())} procedures are sound." in run(capsys, "check")


def test_check_fails_with_file_line_and_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, kind=KIND.replace("decision, signature]", "decision]"))
    with pytest.raises(CommandError, match="The packs are unsound"):
        run(capsys, "--packs", str(tmp_path), "check")
    assert "zz/hut.yaml:6: zz/hut/simple/2020: a file that is 'deciding'" in capsys.readouterr().err


@pytest.mark.parametrize("verb", [["list"], ["chart", "zz/hut/simple/2020"], ["load"]])
def test_a_wrong_pack_is_refused_by_every_verb(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: list[str]
) -> None:
    write(tmp_path, kind=KIND + "colour: red\n")
    with pytest.raises(CommandError, match=r"(?s)packs are refused.*zz/hut.yaml:20:.*unknown key 'colour'"):
        run(capsys, "--packs", str(tmp_path), *verb)


def test_load_stores_the_packs(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert "loaded and in use" in run(capsys, "load")
    assert ProcedureVersion.objects.filter(current=True).count() == len(load_folder())


def test_a_chart_shows_states_moves_and_clocks(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "chart", "ma/construire/grand/2023", "--language", "en")
    assert "stateDiagram-v2" in out
    assert "signing --> closed: deem granted, grant, refuse" in out
    assert "Silence of the president (authority): 2 months → deemed granted" in out
    assert "Urban agency, binding: unknown → unknown" in out


def test_a_refit_is_drawn_without_a_review(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "chart", "ma/refection/simple/2019")
    assert "filed --> deciding: admit" in out
    assert "in_review" not in out and "amending" not in out


def test_what_mermaid_would_misread_is_written_otherwise(tmp_path: Path) -> None:
    library = LIBRARY.replace("fr: Décision", 'fr: "Décision; \\"n#1\\""')
    [entry] = load_folder(write(tmp_path, library=library))
    assert "Décision, 'nn°1' (authority): 2 months" in chart(entry.procedure)


def test_a_chart_of_nothing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="no procedure ma/castle"):
        run(capsys, "chart", "ma/castle/grand/2023")


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="invalid fromisoformat value"):
        call_command("procedures", "list", "--on", "yesterday")
