"""From the ticket to the version, through a real storage."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.models import User
from documents import storage
from documents.errors import ObjectMissing, Refused, ScannerUnavailable, UploadClosed
from documents.models import Document, Mode, ScanState, Upload, UploadState
from documents.uploads import FileRule, Ticket, abort, begin, complete, sign_parts, store
from tests.documents.clamd import EICAR, clamd
from tests.documents.conftest import MB, ask, big_pdf, pdf_of, send_form, send_parts

pytestmark = pytest.mark.services
Bring = Callable[..., Ticket]


def test_a_form_brings_a_version(bring: Bring, author: User, document: Document, plan: bytes) -> None:
    ticket = bring(plan, "Façade sud – الواجهة.pdf")
    version = complete(upload_id=ticket.upload_id, by=author)
    assert (version.number, version.size, version.format) == (1, len(plan), "pdf")
    assert version.sha256 == hashlib.sha256(plan).hexdigest()
    assert (version.facts["pages"], version.scan) == (1, ScanState.NO_SCANNER)
    assert storage.read(version.key) == plan
    assert document.latest == version


def test_asked_twice_completion_answers_the_same_version(
    bring: Bring, author: User, document: Document, plan: bytes
) -> None:
    ticket = bring(plan)
    first = complete(upload_id=ticket.upload_id, by=author)
    assert complete(upload_id=str(ticket.upload_id), by=author) == first
    assert document.versions.count() == 1


def test_a_second_file_is_a_second_version(bring: Bring, author: User, document: Document) -> None:
    for pages in (1, 2):
        complete(upload_id=bring(pdf_of(pages)).upload_id, by=author)
    assert [v.facts["pages"] for v in document.versions.all()] == [1, 2]


@pytest.mark.usefixtures("small_parts")
def test_a_large_file_comes_in_parts(bring: Bring, author: User) -> None:
    content = big_pdf(12 * MB)
    ticket = bring(content)
    assert (ticket.mode, ticket.part_count) == (Mode.MULTIPART, 3)
    version = complete(upload_id=ticket.upload_id, by=author)
    assert (version.size, version.sha256) == (12 * MB, hashlib.sha256(content).hexdigest())
    assert version.facts["pages"] == 1


@pytest.mark.usefixtures("small_parts", "s3")
def test_missing_parts_leave_the_upload_open(document: Document, author: User, rule: FileRule) -> None:
    content = big_pdf(12 * MB)
    ticket = begin(document=document, by=author, file_name="a.pdf", size=12 * MB, declared_type="", rule=rule)
    sent = send_parts(ticket, content, range(1, 3))
    with pytest.raises(Refused) as refused:
        complete(upload_id=ticket.upload_id, by=author)
    assert refused.value.code == "not_received"
    later = sign_parts(upload_id=ticket.upload_id, by=author, first=3)
    sent += [(3, ask("PUT", later[3], content[10 * MB :])[1])]
    assert complete(upload_id=ticket.upload_id, by=author, parts=sent).size == 12 * MB


@pytest.mark.usefixtures("small_parts")
def test_parts_that_differ_from_those_sent_are_not_joined(bring: Bring, author: User) -> None:
    ticket = bring(big_pdf(6 * MB))
    with pytest.raises(Refused) as refused:
        complete(upload_id=ticket.upload_id, by=author, parts=[(1, "other"), (2, "other")])
    assert refused.value.code == "parts_differ"


@pytest.mark.usefixtures("small_parts", "s3")
def test_more_bytes_than_announced_are_refused(document: Document, author: User, rule: FileRule) -> None:
    ticket = begin(document=document, by=author, file_name="a.pdf", size=6 * MB, declared_type="", rule=rule)
    for number in (1, 2):
        ask("PUT", ticket.part_urls[number], b"x" * 5 * MB)
    with pytest.raises(Refused) as refused:
        complete(upload_id=ticket.upload_id, by=author)
    assert refused.value.code == "size_differs"


@pytest.mark.usefixtures("small_parts")
def test_a_joined_upload_takes_no_more_parts(bring: Bring, author: User) -> None:
    content = big_pdf(6 * MB)
    ticket = bring(content)
    version = complete(upload_id=ticket.upload_id, by=author)
    ask("PUT", ticket.part_urls[1], b"y" * 5 * MB)
    assert hashlib.sha256(storage.read(version.key)).hexdigest() == version.sha256


def test_a_form_sent_again_after_completion_changes_nothing(bring: Bring, author: User, plan: bytes) -> None:
    ticket = bring(plan)
    version = complete(upload_id=ticket.upload_id, by=author)
    assert send_form(ticket, b"z" * len(plan)) == 204
    assert storage.read(version.key) == plan


@pytest.mark.usefixtures("s3")
def test_a_form_can_write_nothing_but_its_file(
    document: Document, author: User, rule: FileRule, plan: bytes
) -> None:
    size = len(plan)
    ticket = begin(document=document, by=author, file_name="a.pdf", size=size, declared_type="", rule=rule)
    assert send_form(ticket, plan + b"x") >= 400
    assert send_form(ticket, plan[:-1]) >= 400
    assert send_form(ticket, plan, key="incoming/other") >= 400
    assert send_form(ticket, plan, **{"Content-Type": "text/html"}) >= 400
    with pytest.raises(Refused):
        complete(upload_id=ticket.upload_id, by=author)


@pytest.mark.usefixtures("s3")
def test_a_ticket_is_plain_json_for_the_public_address(
    document: Document, author: User, rule: FileRule, settings: Settings
) -> None:
    settings.S3_PUBLIC_ENDPOINT = "https://files.commune.example"
    ticket = begin(document=document, by=author, file_name="a.pdf", size=5, declared_type="", rule=rule)
    told = json.loads(json.dumps(ticket.as_json()))
    assert urlsplit(told["url"]).netloc == "files.commune.example"
    assert told["mode"] == "post"


@pytest.mark.usefixtures("s3")
@pytest.mark.parametrize(
    ("name", "size", "code"),
    [
        ("a.pdf", 0, "empty"),
        ("a.pdf", -1, "empty"),
        ("a.pdf", 501 * MB, "too_large"),
        ("a.docx", 5, "format_not_accepted"),
        ("a.png", 5, "format_not_accepted"),
        ("../\x00", 5, "no_name"),
    ],
)
def test_what_name_and_size_tell_is_refused_at_once(
    document: Document, author: User, rule: FileRule, name: str, size: int, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        begin(document=document, by=author, file_name=name, size=size, declared_type="", rule=rule)
    assert refused.value.code == code
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html><script>alert(1)</script></html>", "format_not_accepted"),
        (b"PK\x03\x04" + b"\0" * 60, "format_not_accepted"),
        (b"just words", "content_unknown"),
        (b"%PDF-1.7 but nothing else", "pdf_unreadable"),
    ],
)
def test_content_that_is_not_accepted_is_refused_and_removed(
    bring: Bring,
    author: User,
    document: Document,
    content: bytes,
    code: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    earlier = complete(upload_id=bring(pdf_of(1)).upload_id, by=author)
    ticket = bring(content)
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            with pytest.raises(Refused) as refused:
                complete(upload_id=ticket.upload_id, by=author)
            assert refused.value.code == code
            assert "PDF" in str(refused.value)
    upload = Upload.objects.get(pk=ticket.upload_id)
    assert (upload.state, upload.reason) == (UploadState.REFUSED, code)
    with pytest.raises(ObjectMissing):
        storage.stat(upload.key)
    assert document.latest == earlier


def test_an_infected_file_is_refused(bring: Bring, author: User, settings: Settings) -> None:
    ticket = bring(pdf_of(1) + EICAR)
    with clamd() as (settings.CLAMD_ADDRESS, _), pytest.raises(Refused) as refused:
        complete(upload_id=ticket.upload_id, by=author)
    assert refused.value.code == "infected"
    assert "EICAR" in str(refused.value)


def test_while_the_scanner_is_silent_the_upload_waits(
    bring: Bring, author: User, document: Document, plan: bytes, settings: Settings
) -> None:
    ticket = bring(plan)
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    with pytest.raises(ScannerUnavailable):
        complete(upload_id=ticket.upload_id, by=author)
    upload = Upload.objects.get(pk=ticket.upload_id)
    assert (upload.state, upload.scan) == (UploadState.OPEN, ScanState.PENDING)
    assert not document.versions.exists()
    with clamd() as (settings.CLAMD_ADDRESS, _):
        assert complete(upload_id=ticket.upload_id, by=author).scan == ScanState.CLEAN


@pytest.mark.parametrize("unscannable", ["refuse", "accept"])
def test_above_the_scanner_s_limit_the_rule_decides(
    bring: Bring, author: User, settings: Settings, unscannable: str
) -> None:
    rule = FileRule(formats=("pdf",), max_bytes=MB, unscannable=unscannable)  # type: ignore[arg-type]  # a word will do
    ticket = bring(big_pdf(300_000), rule=rule)
    with clamd(limit=100_000) as (settings.CLAMD_ADDRESS, _):
        if unscannable == "accept":
            assert complete(upload_id=ticket.upload_id, by=author).scan == ScanState.NOT_SCANNABLE
        else:
            with pytest.raises(Refused, match="too large for the virus scanner"):
                complete(upload_id=ticket.upload_id, by=author)


def test_a_name_that_announces_another_format_is_noted(bring: Bring, author: User, plan: bytes) -> None:
    version = complete(upload_id=bring(plan, "plan.dxf").upload_id, by=author)
    assert (version.format, version.facts["warnings"]) == ("pdf", ["extension_differs"])


def test_an_upload_is_closed_to_everybody_else(bring: Bring, plan: bytes) -> None:
    ticket = bring(plan)
    stranger = User.objects.create_user("stranger@example.org")
    for verb in (complete, abort):
        with pytest.raises(UploadClosed):
            verb(upload_id=ticket.upload_id, by=stranger)
    with pytest.raises(UploadClosed):
        complete(upload_id="not an identifier", by=stranger)


def test_an_upload_given_up_stays_given_up(bring: Bring, author: User, plan: bytes) -> None:
    ticket = bring(plan)
    abort(upload_id=ticket.upload_id, by=author)
    abort(upload_id=ticket.upload_id, by=author)
    with pytest.raises(UploadClosed):
        complete(upload_id=ticket.upload_id, by=author)


def test_a_completed_upload_cannot_be_given_up(bring: Bring, author: User, plan: bytes) -> None:
    ticket = bring(plan)
    complete(upload_id=ticket.upload_id, by=author)
    with pytest.raises(UploadClosed):
        abort(upload_id=ticket.upload_id, by=author)


@pytest.mark.usefixtures("s3")
def test_the_server_stores_what_it_makes(document: Document, plan: bytes, tmp_path: Path) -> None:
    first = store(
        document=document, data=plan, file_name="arrêté.pdf", content_type="application/pdf", final=True
    )
    path = tmp_path / "b.pdf"
    path.write_bytes(plan)
    second = store(document=document, path=path, file_name="b.pdf", content_type="application/pdf")
    assert (first.number, first.final, first.scan) == (1, True, ScanState.MADE_HERE)
    assert (second.number, second.sha256, second.format) == (2, first.sha256, "pdf")
    assert storage.read(second.key) == plan


def test_a_rule_nobody_can_apply_is_an_error() -> None:
    for wrong in ({"formats": ("pdf", "wordperfect")}, {"formats": ()}, {"max_bytes": 0}):
        with pytest.raises(ValueError, match="format"):
            FileRule(**({"formats": ("pdf",), "max_bytes": 5} | wrong))  # type: ignore[arg-type]  # wrong on purpose
    assert FileRule(formats=("PDF", "jpeg", "jpg"), max_bytes=5).formats == ("pdf", "jpg")
