"""What browsers leave behind is cleared, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from documents import multipart, storage
from documents.errors import ObjectMissing
from documents.models import Document, Upload, UploadState
from documents.uploads import FileRule, Ticket, begin, complete, sweep_expired
from tests.documents.conftest import MB, send_form, send_parts

pytestmark = pytest.mark.services
Bring = Callable[..., Ticket]
LATER = timedelta(hours=26)


def test_an_expired_upload_is_aborted_with_its_object(
    bring: Bring, plan: bytes, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    upload = Upload.objects.get(pk=bring(plan).upload_id)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_expired(timezone.now() + LATER) == 1
    upload.refresh_from_db()
    assert upload.state == UploadState.ABORTED
    with pytest.raises(ObjectMissing):
        storage.stat(upload.key)


@pytest.mark.usefixtures("small_parts", "s3")
def test_the_parts_of_an_expired_upload_are_forgotten(
    document: Document,
    author: User,
    rule: FileRule,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    ticket = begin(document=document, by=author, file_name="a.pdf", size=6 * MB, declared_type="", rule=rule)
    send_parts(ticket, b"x" * 5 * MB, range(1, 2))
    with django_capture_on_commit_callbacks(execute=True):
        sweep_expired(timezone.now() + LATER)
    upload = Upload.objects.get(pk=ticket.upload_id)
    with pytest.raises(ObjectMissing):
        multipart.parts(upload.key, upload.multipart_id)


def test_an_upload_within_its_time_is_left_alone(bring: Bring, author: User, plan: bytes) -> None:
    ticket = bring(plan)
    assert sweep_expired() == 0
    assert complete(upload_id=ticket.upload_id, by=author).number == 1


def test_a_form_sent_after_the_end_is_cleared_and_the_version_stays(
    bring: Bring, author: User, plan: bytes
) -> None:
    ticket = bring(plan)
    version = complete(upload_id=ticket.upload_id, by=author)
    send_form(ticket, plan)
    key = Upload.objects.get().key
    assert storage.stat(key).size == len(plan)
    sweep_expired(timezone.now() + LATER)
    with pytest.raises(ObjectMissing):
        storage.stat(key)
    assert storage.read(version.key) == plan


def test_swept_twice_nothing_more_happens(bring: Bring, plan: bytes) -> None:
    bring(plan)
    assert [sweep_expired(timezone.now() + LATER) for _ in range(2)] == [1, 0]
