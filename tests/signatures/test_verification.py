"""The verifier against files that were tampered with, byte by byte."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

import pytest
from pyhanko.pdf_utils.generic import NameObject, StreamObject, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pytest_django import Settings

from signatures.demo_authority import ensure_function_certificate, revoke
from signatures.demo_authority.functions import serial_of
from signatures.providers.registry import provider_for
from signatures.verification import Verdict, verify
from tests.signatures.conftest import ALONE, PRESIDENT, paper, paper_with, signed


def check(content: bytes, **options: object) -> Verdict:
    return verify(io.BytesIO(content), **options)  # type: ignore[arg-type]  # passed through


def reasons(verdict: Verdict) -> set[tuple[str, str]]:
    return {(problem.reason.value, problem.field) for problem in verdict.problems}


def flipped(content: bytes, at: int) -> bytes:
    """One bit of one byte turned; inside hexadecimal text it stays hexadecimal."""
    old = content[at : at + 1]
    new = (b"0" if old != b"0" else b"1") if old in b"0123456789abcdefABCDEF" else bytes([old[0] ^ 1])
    return content[:at] + new + content[at + 1 :]


def added(content: bytes, drawing: bytes = b"q 1 0 0 rg 50 50 200 200 re f Q") -> bytes:
    """A red box drawn over the first page by an incremental update."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=drawing)))
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def signature_value_at(content: bytes, index: int) -> int:
    """Where the raw signature value of the signature with this index stands in the file, in its middle."""
    found = PdfFileReader(io.BytesIO(content)).embedded_signatures[index]
    value = found.signer_info["signature"].native.hex().encode()
    start = found.byte_range[1] + 1
    inside = content[start : start + 2 * len(found.pkcs7_content)].lower().index(value)
    return start + inside + len(value) // 2


def test_a_good_file_is_accepted(two: bytes) -> None:
    verdict = check(two)
    assert (verdict.ok, verdict.complete, reasons(verdict)) == (True, True, set())
    assert [entry.identity for entry in verdict.signatures if entry.identity is None] == []
    assert verdict.demonstration


def test_one_byte_of_the_content(two: bytes) -> None:
    content = flipped(two, paper().index(b"stream") + 40)
    assert {("altered", "head"), ("altered", "president")} <= reasons(check(content))


def test_one_byte_of_the_first_signature(two: bytes) -> None:
    verdict = check(flipped(two, signature_value_at(two, 0)))
    assert ("broken", "head") in reasons(verdict)
    assert ("altered", "president") in reasons(verdict)


def test_one_byte_of_the_last_archive_time_stamp(two: bytes) -> None:
    last = len(PdfFileReader(io.BytesIO(two)).embedded_signatures) - 1
    codes = {code for code, _field in reasons(check(flipped(two, signature_value_at(two, last))))}
    assert codes == {"timestamp"}


def test_a_red_box_drawn_after_the_signatures(two: bytes) -> None:
    verdict = check(added(two))
    assert reasons(verdict) == {("modified_after", "head"), ("modified_after", "president")}
    assert all(entry.intact for entry in verdict.signatures)


def test_a_red_box_drawn_between_the_signatures_names_the_first(one: bytes) -> None:
    assert ("modified_after", "head") in reasons(check(added(one)))


def test_a_file_cut_back_to_its_first_revision_is_incomplete(one: bytes, two: bytes) -> None:
    assert two.startswith(one)
    verdict = check(two[: len(one)])
    assert (verdict.ok, verdict.complete) == (False, False)
    assert reasons(verdict) == {("incomplete", "president")}
    assert [entry.present for entry in verdict.required] == [True, False]


def test_a_file_cut_back_to_before_any_signature(two: bytes) -> None:
    assert reasons(check(two[: len(paper())])) == {("unsigned", "")}


def test_bytes_after_the_end(two: bytes) -> None:
    assert reasons(check(two + b"PK\x03\x04 hidden")) == {("trailing", "")}


def test_a_title_changed_after_the_signatures(two: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(two))
    writer.root[NameObject("/Lang")] = pdf_string("en")
    writer.update_root()
    target = io.BytesIO()
    writer.write(target)
    assert ("modified_after", "president") in reasons(check(target.getvalue()))


def test_another_function_in_the_place_of_the_president() -> None:
    verdict = check(signed(paper(ALONE), PRESIDENT, ALONE, provider=provider_for("agency", "head")))
    assert reasons(verdict) == {("wrong_signatory", "president")}
    assert verdict.complete is False


def test_an_unknown_root(two: bytes) -> None:
    # Nor is the authority of its time stamps.
    assert {code for code, _field in reasons(check(two, roots=[]))} == {"unknown_root", "timestamp"}


def test_a_foreign_authority_with_the_same_names(tmp_path: Path, two: bytes) -> None:
    ensure_function_certificate("commune", "Commune", "president", folder=tmp_path)
    codes = {code for code, _field in reasons(check(two, signing_dir=tmp_path))}
    assert codes & {"unknown_root", "untrusted", "no_proof", "broken"}


def test_revoked_before_signing_is_caught_and_after_is_not(tmp_path: Path, settings: Settings) -> None:
    settings.SIGNING_DIR = tmp_path
    path = ensure_function_certificate("commune", "Commune", "president")
    archived = signed(paper(ALONE), PRESIDENT, ALONE)
    plain = signed(paper(ALONE), PRESIDENT, ALONE, stamp=False)
    assert check(plain).ok
    sleep(1.1)  # lists and time stamps count whole seconds: the revocation must fall in a later one
    revoke(serial_of(path))
    assert check(archived).ok, "the archive proves that the signature came first"
    assert reasons(check(plain)) == {("revoked", "president")}


def test_an_ended_certificate_proves_nothing_without_time_stamp(tmp_path: Path, settings: Settings) -> None:
    settings.SIGNING_DIR = tmp_path
    ended = datetime.now(UTC) - timedelta(days=60)
    ensure_function_certificate("commune", "Commune", "president", start=ended, life=timedelta(days=30))
    then = provider_for("commune", "president", at=ended + timedelta(days=3))
    content = signed(paper(ALONE), PRESIDENT, ALONE, stamp=False, provider=then)
    assert reasons(check(content)) == {("expired", "president")}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not_a_pdf"),
        (b"hello", "not_a_pdf"),
        (b"\x89PNG\r\n" * 400, "not_a_pdf"),
        (b"%PDF-1.7\n", "damaged"),
        (b"%PDF-1.7\nstartxref\n9\n%%EOF", "damaged"),
    ],
)
def test_what_cannot_be_read(content: bytes, reason: str) -> None:
    verdict = check(content)
    assert reasons(verdict) == {(reason, "")}
    assert not verdict.readable


def test_a_file_cut_in_the_middle_is_damaged(two: bytes) -> None:
    assert reasons(check(two[: len(two) // 2])) <= {
        ("damaged", ""),
        ("unsigned", ""),
        ("incomplete", "president"),
    }
    assert not check(two[: len(two) - 600]).ok


def test_every_truncation_ends_in_a_verdict(two: bytes) -> None:
    for size in range(0, len(two), len(two) // 15):
        verdict = check(two[:size])
        assert not verdict.ok
        assert all(str(problem) for problem in verdict.problems)


def test_every_flip_in_the_signed_bytes_is_seen(two: bytes) -> None:
    covered = PdfFileReader(io.BytesIO(two)).embedded_signatures[-1].byte_range[1]
    for at in range(10, covered, covered // 20):
        assert not check(flipped(two, at)).ok, at


@pytest.mark.parametrize(
    "act", [b"[]", b"{", b'{"required_signatures": 3}', b'{"required_signatures": [{}]}']
)
def test_an_act_that_makes_no_sense(act: bytes) -> None:
    verdict = check(signed(paper_with(act), PRESIDENT, ALONE))
    assert reasons(verdict) == {("bad_act", "")}
    assert verdict.complete is False


def test_hostile_files_never_stop_the_verifier(shared: Path) -> None:
    for path in sorted((shared / "hostile").glob("*.pdf")):
        verdict = verify(path)
        assert not verdict.ok, path.name
        json.dumps([str(problem) for problem in verdict.problems])
