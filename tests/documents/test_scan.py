"""The scanner: what it says, and what silence means."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pytest_django import Settings

from documents.errors import ScannerUnavailable
from documents.models import ScanState
from documents.scan import Clamd, scanner
from tests.documents.clamd import EICAR, clamd


def test_a_sound_file_is_clean_and_is_sent_whole() -> None:
    with clamd() as (address, daemon):
        verdict = Clamd(address).scan(io.BytesIO(b"x" * 300_000))
    assert (verdict.state, daemon.seen) == (ScanState.CLEAN, 300_000)


def test_malicious_content_is_named(tmp_path: Path) -> None:
    with clamd(unix=tmp_path / "clamd.sock") as (address, _):
        verdict = Clamd(address).scan(io.BytesIO(EICAR))
    assert (verdict.state, verdict.detail) == (ScanState.INFECTED, "Win.Test.EICAR_HDB-1")


@pytest.mark.parametrize("unix", [False, True])
def test_above_the_daemon_s_limit_a_file_is_not_scannable(tmp_path: Path, unix: bool) -> None:
    with clamd(limit=100_000, unix=tmp_path / "clamd.sock" if unix else None) as (address, _):
        verdict = Clamd(address).scan(io.BytesIO(b"x" * 5_000_000))
    assert verdict.state == ScanState.NOT_SCANNABLE


def test_what_the_daemon_has_not_read_to_the_end_is_not_scannable() -> None:
    with clamd(mood="half") as (address, _):
        assert Clamd(address).scan(io.BytesIO(b"x")).state == ScanState.NOT_SCANNABLE


@pytest.mark.parametrize("mood", ["crash", "babble"])
def test_a_daemon_that_fails_gives_no_verdict(mood: str) -> None:
    with clamd(mood=mood) as (address, _), pytest.raises(ScannerUnavailable) as failed:
        Clamd(address).scan(io.BytesIO(b"x" * 5_000_000))
    assert "no need to send it again" in str(failed.value)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "unix:/nowhere/clamd.sock", "nonsense"])
def test_a_daemon_that_is_not_there_gives_no_verdict(address: str) -> None:
    with pytest.raises(ScannerUnavailable):
        Clamd(address).scan(io.BytesIO(b"x"))


def test_without_a_scanner_the_version_says_so(settings: Settings) -> None:
    settings.CLAMD_ADDRESS = ""
    assert scanner().scan(io.BytesIO(EICAR)).state == ScanState.NO_SCANNER
    settings.CLAMD_ADDRESS = "scanner:3310"
    assert scanner() == Clamd("scanner:3310")
