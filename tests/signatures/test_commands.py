"""``manage.py verify`` and ``manage.py demo_authority``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.core.management.base import CommandError

from signatures.verification import register
from signatures.verification.register import register_status_provider


def verified(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    with pytest.raises(SystemExit) as end:
        call_command("verify", str(path), "--offline", *options)
    return int(str(end.value.code)), capsys.readouterr().out


@pytest.fixture
def file(two: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "decision.pdf"
    path.write_bytes(two)
    return path


def test_a_good_file_ends_with_zero(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = verified(file, capsys, "--language", "en")
    assert code == 0
    assert "ACCEPTED" in said
    assert "no legal value" in said


def test_a_cut_back_file_ends_with_one_and_its_reason(
    file: Path, one: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(one)
    code, said = verified(file, capsys, "--json")
    data = json.loads(said)
    assert (code, data["ok"], data["complete"]) == (1, False, False)
    assert [problem["code"] for problem in data["problems"]] == ["incomplete"]
    assert [entry["present"] for entry in data["required"]] == [True, False]


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7 and no more"])
def test_what_cannot_be_read_ends_with_two(
    content: bytes, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(content)
    assert verified(file, capsys)[0] == 2


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_language_can_be_asked(language: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verified(file, capsys, "--language", language)[0] == 0


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be opened") as error:
        call_command("verify", str(tmp_path / "nothing.pdf"), "--language", "en")
    assert error.value.returncode == 2


def test_a_root_of_my_own_is_the_only_one_believed(
    file: Path, authority: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = authority / "trust" / "demonstration-root.pem"
    assert verified(file, capsys, "--root", str(root))[0] == 0
    other = authority / "tsa" / "tsa.pem"
    assert verified(file, capsys, "--root", str(other))[0] == 1


def test_what_is_no_certificate_is_said(file: Path) -> None:
    with pytest.raises(CommandError, match="not a certificate"):
        call_command("verify", str(file), "--root", str(file), "--language", "en")


def test_the_register_may_refuse_a_file_that_proves_itself(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "_providers", [])
    register_status_provider(lambda _sha256: {"status": "revoked", "valid": False})
    with pytest.raises(SystemExit) as end:
        call_command("verify", str(file), "--json")
    data = json.loads(capsys.readouterr().out)
    assert (end.value.code, data["ok"], data["register"]["status"]) == (1, False, "revoked")


def test_no_database_is_needed(file: Path, authority: Path) -> None:
    environment = {
        "SECRET_KEY": "x",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:9/none",
        "SIGNING_DIR": str(authority),
        "PATH": "/usr/bin:/bin",
    }
    command = [sys.executable, "manage.py", "verify", str(file)]
    done = subprocess.run(command, cwd=project.BASE_DIR, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
def test_certificates_are_made_and_revoked_by_command(
    tmp_path: Path, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SIGNING_DIR = tmp_path  # type: ignore[attr-defined]  # the fixture
    call_command("demo_authority", "--certificate", "agency:head")
    assert (tmp_path / "agency" / "head.p12").is_file()
    before = (tmp_path / "trust" / "crl" / "demonstration-intermediate.crl").read_bytes()
    call_command("demo_authority", "--revoke", "agency:head")
    assert (tmp_path / "trust" / "crl" / "demonstration-intermediate.crl").read_bytes() != before


@pytest.mark.parametrize("wanted", ["agency", "agency:", ":head", "agency:emperor"])
def test_a_wrong_certificate_request_is_said(wanted: str) -> None:
    with pytest.raises(CommandError, match="OFFICE:FUNCTION"):
        call_command("demo_authority", "--certificate", wanted)
