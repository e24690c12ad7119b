"""Anybody verifies a paper: by its code, by the file, and garbage gets an answer in words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from permits.codes import typed_code
from permits.models import PaperStatus
from tests.permits.files import FILED_ON
from tests.permits.views.conftest import Publish
from workflows import legaltime
from workflows.settlement import settle_case

ANY_NUMBER = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PLAIN = b"%PDF-1.7\nnothing to see\n%%EOF\n"


def drop(page: Client, address: str, content: bytes, name: str = "act.pdf") -> tuple[int, str]:
    answer = page.post(address, {"file": SimpleUploadedFile(name, content)})
    return answer.status_code, answer.content.decode()


def test_a_code_shows_what_the_paper_is_and_its_status(page: Client, publish: Publish) -> None:
    paper = publish(PLAIN)
    text = page.get(f"/v/{paper.code}").content.decode()
    for shown in (paper.version.sha256, paper.case.reference, "Status today: valid", "2026-03-02"):
        assert shown in text
    assert "maître" not in text.lower()  # no party is named


def test_a_code_is_read_as_people_type_it(page: Client, publish: Publish) -> None:
    code = publish(PLAIN).code
    typed = f" {code[:4].lower()}-{code[4:8]} {code[8:]} "
    assert page.get("/v/", {"code": typed})["Location"] == f"/v/{code}"


def test_a_withdrawn_paper_is_shown_as_not_to_be_relied_on(page: Client, publish: Publish) -> None:
    paper = publish(PLAIN, status=PaperStatus.WITHDRAWN)
    assert "This paper must not be relied on." in page.get(f"/v/{paper.code}").content.decode()
    assert "it must not be relied on: withdrawn" in drop(page, f"/v/{paper.code}", PLAIN)[1]


def test_a_wet_ink_act_says_where_its_original_is(page: Client, publish: Publish) -> None:
    paper = publish(PLAIN, place_of_original="Archives, box 12")
    assert "Archives, box 12" in page.get(f"/v/{paper.code}").content.decode()
    text = drop(page, f"/v/{paper.code}", PLAIN)[1]
    assert 'class="verdict good" role="status"' in text and "Archives, box 12" in text


def test_the_signed_file_is_recognised_and_verified(page: Client, publish: Publish, two: bytes) -> None:
    paper = publish(two, signed=True)
    status, text = drop(page, f"/v/{paper.code}", two)
    assert status == 200 and "This is the published file, and its signatures are right." in text


def test_an_altered_file_is_not_the_published_one(page: Client, publish: Publish, two: bytes) -> None:
    paper = publish(two, signed=True)
    altered = two.replace(b"/Producer", b"/Produced", 1)
    text = drop(page, f"/v/{paper.code}", altered)[1]
    assert 'class="verdict good" role="status"' not in text
    assert "The register does not know these bytes." in text


def test_a_cut_back_file_is_told_apart(page: Client, publish: Publish, one: bytes, two: bytes) -> None:
    paper = publish(two, signed=True)
    text = drop(page, f"/v/{paper.code}", one)[1]
    assert "incomplete" in text and "was not published here" in text


def test_another_paper_of_the_case_is_not_this_one(page: Client, publish: Publish) -> None:
    first, _other = publish(PLAIN), publish(PLAIN + b"\n")
    assert "it is not the paper of this page" in drop(page, f"/v/{first.code}", PLAIN + b"\n")[1]


@pytest.mark.django_db
def test_an_unknown_code_is_not_found_in_words(page: Client) -> None:
    answer = page.get("/v/23456789ABCD")
    assert answer.status_code == 404 and "No paper has this code" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [{}, {"file": SimpleUploadedFile("a.pdf", b"")}, {"file": "text"}])
def test_no_file_or_an_empty_one_is_said(page: Client, sent: dict[str, object]) -> None:
    answer = page.post("/v/", sent)
    assert answer.status_code == 400 and 'role="alert"' in answer.content.decode()


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_refused_before_it_is_read(page: Client) -> None:
    answer = page.post(
        "/v/", data=b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(2**40)
    )
    assert answer.status_code == 413 and "larger than 400 MB" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=é", "text/plain", ""])
def test_a_broken_form_gets_an_answer(page: Client, kind: str) -> None:
    assert page.generic("POST", "/v/", b"--x\r\ngarbage", content_type=kind).status_code == 400


@pytest.mark.django_db
@ANY_NUMBER
@given(code=st.text(max_size=40))
def test_any_code_gets_an_answer(client: Client, code: str) -> None:
    assert client.get("/v/", {"code": code}).status_code in (200, 302)
    assert client.get("/v/" + code.replace("/", "")).status_code in (200, 404)
    assert client.get("/suivi/" + code.replace("/", "")).status_code in (200, 404)


def form_of(content: bytes, name: str) -> bytes:
    """A form as any program may write it, whatever the name of the file."""
    clean = name.translate(dict.fromkeys(map(ord, '\r\n"'))).encode("utf-8", "surrogatepass")
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="' + clean + b'"\r\n\r\n'
    return head + content + b"\r\n--x--\r\n"


@pytest.mark.django_db
@ANY_NUMBER
@given(
    content=st.binary(max_size=400),
    head=st.sampled_from([b"", b"%PDF-1.7\n", PLAIN]),
    name=st.text(max_size=300),
)
def test_any_file_gets_a_verdict(client: Client, content: bytes, head: bytes, name: str) -> None:
    body = form_of(head + content, name)
    answer = client.generic("POST", "/v/", body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code in (200, 400) and 'class="verdict' in answer.content.decode()


@given(code=st.text(alphabet="23456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=12, max_size=12))
def test_every_code_we_give_is_one_we_read(code: str) -> None:
    assert typed_code(code.lower()) == code


def test_a_lapsed_permit_shows_on_its_paper(page: Client, publish: Publish) -> None:
    """Deemed granted at the end of the limit, then lapsed since nothing was begun."""
    paper = publish(PLAIN, name="silence_attestation")
    with legaltime.moved_to(FILED_ON + timedelta(days=100)):
        settle_case(paper.case_id)
        assert "Status today: valid" in page.get(f"/v/{paper.code}").content.decode()
    with legaltime.moved_to(FILED_ON + timedelta(days=800)):
        settle_case(paper.case_id)
        assert "Status today: lapsed" in page.get(f"/v/{paper.code}").content.decode()
        assert "it must not be relied on: lapsed" in drop(page, f"/v/{paper.code}", PLAIN)[1]


@pytest.mark.django_db
def test_hostile_files_get_a_verdict(page: Client, shared: Path) -> None:
    """Files that broke real viewers: fuzzed, encrypted, cyclic, with scripts."""
    for path in sorted((shared / "hostile").rglob("*.pdf")):
        status, text = drop(page, "/v/", path.read_bytes(), path.name)
        assert status == 200 and 'id="verdict"' in text, path.name
        assert 'class="verdict good"' not in text, path.name
