"""Putting signatures on papers."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pytest_django import Settings

from signatures.demo_authority import ensure_function_certificate, revoke
from signatures.demo_authority.functions import serial_of
from signatures.errors import ChainBroken, NoCertificate, Refused, TimestampUnavailable
from signatures.signatory import Required
from signatures.verification import verify
from tests.signatures.conftest import ALONE, CHAIN, HEAD, PRESIDENT, paper, signed


def _verdict(content: bytes, home: Path | None = None):
    return verify(io.BytesIO(content), signing_dir=home)


def test_the_paper_stays_an_exact_prefix(one: bytes, two: bytes) -> None:
    assert one.startswith(paper())
    assert two.startswith(one)


def test_two_signatures_reach_the_archive_level(two: bytes) -> None:
    verdict = _verdict(two)
    assert verdict.ok, verdict.problems
    assert [(entry.field, entry.level) for entry in verdict.signatures] == [
        ("head", "B-LTA"),
        ("president", "B-LTA"),
    ]


def test_a_single_signature_forbids_every_change() -> None:
    content = signed(paper(ALONE), PRESIDENT, ALONE)
    reader = PdfFileReader(io.BytesIO(content))
    assert reader.embedded_regular_signatures[0].docmdp_level.name == "NO_CHANGES"
    assert _verdict(content).ok


def test_without_time_stamps_the_level_says_so() -> None:
    content = signed(paper(ALONE), PRESIDENT, ALONE, stamp=False)
    found = _verdict(content).signatures[0]
    assert (found.level, found.stamped_at, found.intact) == ("B-B", None, True)


def test_without_revocation_lists_only_a_time_stamp_is_added(tmp_path: Path, settings: Settings) -> None:
    settings.SIGNING_DIR = tmp_path
    ensure_function_certificate("commune", "Commune", "president")
    for path in (tmp_path / "trust" / "crl").glob("*.crl"):
        path.unlink()
    verdict = _verdict(signed(paper(ALONE), PRESIDENT, ALONE))
    assert verdict.signatures[0].level == "B-T"
    # The time stamp is made, but nothing proves its certificate either.
    assert [problem.reason for problem in verdict.problems] == ["no_proof", "timestamp"]


def test_the_second_cannot_sign_before_the_first() -> None:
    with pytest.raises(ChainBroken, match="head"):
        signed(paper(), PRESIDENT)


def test_a_field_is_signed_once(one: bytes) -> None:
    with pytest.raises(ChainBroken, match="already signed"):
        signed(one, HEAD)


def test_nobody_signs_after_the_last(two: bytes) -> None:
    again = Required(function="president", office="commune", field="again")
    with pytest.raises(Refused, match="closed this file"):
        signed(two, PRESIDENT, (CHAIN[0], again))


def test_the_place_is_the_named_destination() -> None:
    reader = PdfFileReader(io.BytesIO(signed(paper(ALONE), PRESIDENT, ALONE)))
    rectangle = [float(part) for part in reader.embedded_regular_signatures[0].sig_field["/Rect"]]
    named = reader.root["/Names"]["/Dests"]["/Names"][1]
    assert rectangle[0] == pytest.approx(float(named[2]), abs=1)
    assert rectangle[3] == pytest.approx(float(named[3]), abs=1)


def test_a_revoked_certificate_cannot_sign(tmp_path: Path, settings: Settings) -> None:
    settings.SIGNING_DIR = tmp_path
    revoke(serial_of(ensure_function_certificate("commune", "Commune", "president")))
    with pytest.raises(NoCertificate, match="revoked"):
        signed(paper(ALONE), PRESIDENT, ALONE)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "ftp://example.org"])
def test_a_silent_time_stamp_authority_is_said(url: str, settings: Settings) -> None:
    settings.TSA_URL = url
    with pytest.raises(TimestampUnavailable):
        signed(paper(ALONE), PRESIDENT, ALONE)


def test_a_broken_local_time_stamp_service_is_said(tmp_path: Path, settings: Settings) -> None:
    settings.SIGNING_DIR = tmp_path
    ensure_function_certificate("commune", "Commune", "president")
    (tmp_path / "tsa" / "tsa.key").write_text("nothing")
    with pytest.raises(TimestampUnavailable, match="cannot load private key"):
        signed(paper(ALONE), PRESIDENT, ALONE)


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        signed(content, PRESIDENT, ALONE)
