"""Sending a file as the upload script does: ticket, bytes straight to storage, completion."""

from __future__ import annotations

from typing import Any

import pytest
import urllib3
from django.test import Client

from permits.models import PieceFile
from tests.documents.conftest import pdf_of, s3
from tests.permits.applicant.pages import ONE, begin, page, typed
from tests.permits.files import HOUSE

__all__ = ["s3"]


def ask(client: Client, pk: int, verb: str, status: int = 200, piece: str = "ownership", **body: Any) -> Any:
    answer = client.post(f"{ONE.format(pk)}pieces/{piece}/{verb}", body, "application/json")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


@pytest.fixture
def draft(architect: Client) -> int:
    """A draft whose track is known, so that its pieces are."""
    pk = begin(architect)
    architect.post(ONE.format(pk) + "projet/", typed(HOUSE))
    return pk


@pytest.mark.services
def test_a_file_is_sent_straight_to_storage_and_handed_in_once(
    s3: None, architect: Client, draft: int
) -> None:
    content = pdf_of(1)
    ticket = ask(architect, draft, "ticket", name="titre.pdf", size=len(content), type="application/pdf")
    fields = {**ticket["fields"], "file": ("titre.pdf", content)}
    assert urllib3.request("POST", ticket["url"], fields=fields).status < 300
    for _time in range(2):
        told = ask(architect, draft, "complete", upload=ticket["upload_id"])
        assert "titre.pdf" in told["html"] and "received" in told["html"]
    assert PieceFile.objects.get(application__case=draft).piece == "ownership"
    assert "titre.pdf" in page(architect, draft, "pieces/")


@pytest.mark.services
def test_a_file_that_never_came_is_said(s3: None, architect: Client, draft: int) -> None:
    ticket = ask(architect, draft, "ticket", name="titre.pdf", size=900, type="application/pdf")
    told = ask(architect, draft, "complete", 422, upload=ticket["upload_id"])
    assert told["codes"] == ["not_received"] and "Send it again" in told["problem"]


def test_what_the_name_and_size_tell_is_refused_at_once(architect: Client, draft: int) -> None:
    assert "PDF" in ask(architect, draft, "ticket", 422, name="titre.exe", size=10)["problem"]
    assert ask(architect, draft, "ticket", 422, name="titre.pdf", size=0)["codes"] == ["empty"]


def test_a_request_that_cannot_be_read_is_no_fault_of_the_server(architect: Client, draft: int) -> None:
    ask(architect, draft, "ticket", 400, name=7, size="big")
    ask(architect, draft, "complete", 400, upload="not-a-uuid")
    wrong = architect.post(f"{ONE.format(draft)}pieces/ownership/ticket", "[", "application/json")
    assert wrong.status_code == 400


def test_a_piece_that_is_not_asked_has_no_ticket(architect: Client, draft: int) -> None:
    answer = architect.post(f"{ONE.format(draft)}pieces/poem/ticket", "{}", "application/json")
    assert answer.status_code == 404


def test_the_page_of_pieces_says_what_is_asked_and_why(architect: Client, draft: int) -> None:
    text = page(architect, draft, "pieces/")
    assert "Main pieces" in text and "still missing" in text and "data-upload=" in text
    assert "Sending files needs JavaScript" in text
