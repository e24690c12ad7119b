"""Storage that is not there, or says no, is a sentence and never a crash."""

from __future__ import annotations

import hashlib
import io
import uuid

import pytest
from pytest_django import Settings
from urllib3.util import Retry

from documents import storage
from documents.errors import ObjectMissing, StorageUnavailable


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No second try: the test wants the failure."""
    monkeypatch.setattr(storage, "RETRIES", Retry(total=0))


@pytest.mark.usefixtures("impatient")
def test_a_storage_that_is_down_is_said_so(settings: Settings) -> None:
    settings.S3_ENDPOINT = "http://127.0.0.1:1"
    with pytest.raises(StorageUnavailable, match="Try again"):
        storage.stat("x")


@pytest.mark.services
@pytest.mark.usefixtures("s3")
def test_wrong_keys_are_said_so(settings: Settings) -> None:
    settings.S3_SECRET_KEY = "not the secret"
    with pytest.raises(StorageUnavailable) as failed:
        storage.put("x", b"x", content_type="text/plain")
    assert failed.value.code in {"storage_refused", "bucket_missing"}


@pytest.mark.services
@pytest.mark.usefixtures("s3")
def test_a_bucket_that_may_not_be_made_is_said_so(settings: Settings) -> None:
    settings.S3_BUCKET = f"other-{uuid.uuid4().hex[:8]}"
    with pytest.raises(StorageUnavailable):
        storage.put("x", b"x", content_type="text/plain")


@pytest.mark.services
@pytest.mark.usefixtures("s3")
def test_a_stream_of_unknown_length_passes_in_parts() -> None:
    content = bytes(range(256)) * 80_000  # 20 MB: more than one part
    key = f"tests/{uuid.uuid4().hex}"
    assert storage.put(key, io.BytesIO(content), content_type="x/y") == (
        len(content),
        hashlib.sha256(content).hexdigest(),
    )
    copy = io.BytesIO()
    assert storage.copy_to(key, copy) == (len(content), hashlib.sha256(content).hexdigest())
    assert b"".join(storage.chunks(key, offset=255, length=2)) == b"\xff\x00"
    storage.remove(key)
    storage.remove(key)
    with pytest.raises(ObjectMissing):
        storage.read(key)


def test_tries_outlast_a_storage_that_recovers() -> None:
    pauses = []
    retry = storage.RETRIES
    while retry.total:
        retry = retry.increment("PUT", "/", error=OSError("down"))
        pauses.append(retry.get_backoff_time())
    assert sum(pauses) > 15
