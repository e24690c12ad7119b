"""Versions never change, whoever asks and however."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from accounts.models import User
from documents.models import Document, DocumentVersion, ScanState, Upload, UploadState

SHA = "0" * 64


@pytest.fixture
def version(document: Document) -> DocumentVersion:
    return make(document)


def make(document: Document, **changed: object) -> DocumentVersion:
    fields: dict[str, object] = {
        "number": 1,
        "key": "documents/a",
        "file_name": "a.pdf",
        "size": 5,
        "sha256": SHA,
        "content_type": "application/pdf",
        "scan": ScanState.CLEAN,
    }
    return DocumentVersion.objects.create(document=document, **(fields | changed))


@pytest.mark.parametrize(
    "change",
    [
        {"key": "other"},
        {"sha256": "1" * 64},
        {"size": 6},
        {"number": 2},
        {"file_name": "b.pdf"},
        {"format": "dxf"},
    ],
)
def test_the_database_refuses_to_change_a_version(
    version: DocumentVersion, change: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError, match="add a new version"), transaction.atomic():
        DocumentVersion.objects.filter(pk=version.pk).update(**change)


def test_the_database_refuses_to_delete_a_version(version: DocumentVersion) -> None:
    with (
        pytest.raises(IntegrityError, match="never deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM documents_documentversion")


def test_a_final_version_stays_final(version: DocumentVersion) -> None:
    DocumentVersion.objects.filter(pk=version.pk).update(final=True)
    with pytest.raises(IntegrityError, match="stays final"), transaction.atomic():
        DocumentVersion.objects.filter(pk=version.pk).update(final=False)


def test_a_later_scan_and_later_facts_may_be_noted(version: DocumentVersion) -> None:
    DocumentVersion.objects.filter(pk=version.pk).update(scan=ScanState.INFECTED, facts={"pages": 2})
    version.refresh_from_db()
    assert (version.scan, version.facts) == (ScanState.INFECTED, {"pages": 2})


@pytest.mark.usefixtures("version")
def test_a_document_with_versions_is_not_deleted(document: Document) -> None:
    with pytest.raises(ProtectedError):
        document.delete()


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "documents/b"},
        {"number": 2},
        {"number": 0, "key": "c"},
        {"number": 2, "key": "c", "size": 0},
        {"number": 2, "key": "c", "sha256": "ABC"},
        {"number": 2, "key": "c", "scan": "pending"},
    ],
)
def test_an_incoherent_version_cannot_be_written(
    version: DocumentVersion, document: Document, wrong: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(document, **wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": UploadState.COMPLETED, "ended_at": timezone.now()},
        {"state": UploadState.REFUSED, "ended_at": timezone.now()},
        {"state": UploadState.ABORTED},
        {"reason": "infected"},
        {"mode": "multipart"},
        {"size": 11},
    ],
)
def test_an_incoherent_upload_cannot_be_written(
    document: Document, author: User, wrong: dict[str, object]
) -> None:
    fields = {"mode": "post", "key": "k", "size": 10, "max_bytes": 10, "formats": ["pdf"], "by": author}
    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.objects.create(document=document, expires_at=timezone.now(), **(fields | wrong))


def test_the_latest_version_is_the_highest_number(document: Document, version: DocumentVersion) -> None:
    second = make(document, number=2, key="documents/b")
    assert document.latest == second
