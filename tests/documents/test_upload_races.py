"""Two clicks, one version: real threads, real commits, real storage."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection

from accounts.models import User
from documents import storage
from documents.errors import DocumentError, Refused, StorageUnavailable
from documents.models import Document, DocumentVersion, UploadState
from documents.uploads import Ticket, complete, store
from tests.documents.conftest import MB, big_pdf, pdf_of

pytestmark = [pytest.mark.services, pytest.mark.race, pytest.mark.django_db(transaction=True)]
Bring = Callable[..., Ticket]
CLICKS = 8


T = TypeVar("T")


def at_once(work: Callable[[int], T]) -> list[T]:
    """Run the work in so many threads, released together."""
    barrier = threading.Barrier(CLICKS)

    def one(number: int) -> T:
        try:
            barrier.wait()
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(CLICKS) as pool:
        return list(pool.map(one, range(CLICKS)))


def under(document: Document) -> list[str]:
    return [found.key for found in storage.listing(f"documents/{document.pk.hex}/")]


def test_many_clicks_make_one_version_and_leave_one_object(
    bring: Bring, author: User, document: Document
) -> None:
    ticket = bring(pdf_of(1))
    answers = at_once(lambda _: complete(upload_id=ticket.upload_id, by=author))
    assert {version.pk for version in answers} == {DocumentVersion.objects.get().pk}
    assert under(document) == [DocumentVersion.objects.get().key]
    assert list(storage.listing(f"incoming/{ticket.upload_id.hex}")) == []


@pytest.mark.usefixtures("small_parts")
def test_many_clicks_on_parts_make_one_version(bring: Bring, author: User, document: Document) -> None:
    ticket = bring(big_pdf(6 * MB))
    answers = at_once(lambda _: complete(upload_id=ticket.upload_id, by=author))
    assert len({version.pk for version in answers}) == DocumentVersion.objects.count() == 1
    assert under(document) == [answers[0].key]


def test_many_clicks_on_a_bad_file_all_hear_the_same(bring: Bring, author: User, document: Document) -> None:
    ticket = bring(b"%PDF-1.4 broken")

    def click(_: int) -> str:
        with pytest.raises(Refused) as refused:
            complete(upload_id=ticket.upload_id, by=author)
        return refused.value.code

    assert set(at_once(click)) == {"pdf_unreadable"}
    assert document.uploads.get().state == UploadState.REFUSED
    assert under(document) == []


@pytest.mark.usefixtures("s3")
def test_versions_stored_at_once_are_numbered_without_gap(document: Document) -> None:
    at_once(
        lambda n: store(document=document, data=b"%d" % n, file_name="a.pdf", content_type="application/pdf")
    )
    numbers = document.versions.values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, CLICKS + 1))


def test_a_storage_that_fails_half_way_leaves_the_upload_open(
    bring: Bring, author: User, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = bring(pdf_of(1))
    with monkeypatch.context() as broken:
        broken.setattr(storage, "chunks", fail)
        with pytest.raises(DocumentError):
            complete(upload_id=ticket.upload_id, by=author)
    assert under(document) == []
    assert complete(upload_id=ticket.upload_id, by=author).number == 1


def fail(key: str) -> list[bytes]:
    raise StorageUnavailable("storage_unavailable")
