"""Object storage (S3) through the ``minio`` client: bytes in, bytes out, nothing in memory.

The server speaks to ``S3_ENDPOINT``; browsers' URLs are in ``documents.presign``. Keys are never used twice.
After an unclean stop a store may refuse writes for about 15 s: every call is repeated for longer than that.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import IO, BinaryIO, cast
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from minio import Minio
from minio.commonconfig import CopySource
from minio.error import MinioException, S3Error
from urllib3.util import Retry, Timeout

from documents.errors import ObjectMissing, StorageUnavailable

CHUNK = 1024 * 1024
PART_BYTES = 16 * CHUNK
# Pauses of 0.5, 1, 2, 4, 8 and 8 s: 23 s in all, longer than the 15 s of a store that recovers.
RETRIES = Retry(
    total=6,
    backoff_factor=0.5,
    backoff_max=8,
    status_forcelist=(500, 502, 503, 504),
    allowed_methods=None,
    raise_on_status=False,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """What storage says of an object."""

    key: str
    size: int
    content_type: str
    modified: datetime | None


@lru_cache(maxsize=8)
def _client(endpoint: str, access: str, secret: str, region: str, pid: int) -> Minio:
    """One client per process: the connection pool must not cross a fork."""
    parts = urlsplit(endpoint)
    pool = urllib3.PoolManager(timeout=Timeout(connect=5, read=120), maxsize=10, retries=RETRIES)
    return Minio(
        parts.netloc,
        access_key=access,
        secret_key=secret,
        secure=parts.scheme == "https",
        region=region,
        http_client=pool,
    )


def client() -> Minio:
    """The client for calls made by the server."""
    return _client(
        settings.S3_ENDPOINT, settings.S3_ACCESS_KEY, settings.S3_SECRET_KEY, settings.S3_REGION, os.getpid()
    )


def public_client() -> Minio:
    """The client that signs what browsers use. It never makes a call."""
    return _client(
        settings.S3_PUBLIC_ENDPOINT,
        settings.S3_ACCESS_KEY,
        settings.S3_SECRET_KEY,
        settings.S3_REGION,
        os.getpid(),
    )


@contextmanager
def speaking(key: str = "") -> Iterator[None]:
    """Turn what the client raises into our own errors.

    :raises ObjectMissing: nothing lies under the key.
    :raises StorageUnavailable: no answer after all retries, or an answer that is a refusal.
    """
    try:
        yield
    except S3Error as error:
        if error.code in {"NoSuchKey", "NoSuchUpload"}:
            raise ObjectMissing("object_missing", key=key) from error
        if error.code == "NoSuchBucket":
            raise StorageUnavailable("bucket_missing", bucket=settings.S3_BUCKET) from error
        if error.response is not None and error.response.status >= 500:
            raise StorageUnavailable("storage_unavailable") from error
        raise StorageUnavailable("storage_refused", answer=error.code) from error
    except (MinioException, urllib3.exceptions.HTTPError, OSError) as error:
        raise StorageUnavailable("storage_unavailable") from error


def ensure_bucket() -> None:
    """Make the bucket if it is missing and our keys may. Asked once per process and bucket."""
    _ensure_bucket(settings.S3_ENDPOINT, settings.S3_BUCKET, os.getpid())


@lru_cache(maxsize=8)
def _ensure_bucket(endpoint: str, bucket: str, pid: int) -> None:
    with speaking():
        if client().bucket_exists(bucket):
            return
        try:
            client().make_bucket(bucket)
        except S3Error as error:
            if error.code == "AccessDenied":
                raise StorageUnavailable("bucket_missing", bucket=bucket) from error
            if error.code not in {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}:
                raise


class Digest:
    """A reader that counts and hashes what passes through it."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._hash = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        """Bytes of the source, noted on the way."""
        data = self._source.read(size)
        self._hash.update(data)
        self.size += len(data)
        return data

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of what was read so far."""
        return self._hash.hexdigest()


def put(key: str, source: bytes | Path | IO[bytes], *, content_type: str) -> tuple[int, str]:
    """Write an object from bytes, a file or a stream; answer its size and SHA-256. Memory: one part."""
    ensure_bucket()
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return _put(key, stream, content_type)
    return _put(key, io.BytesIO(source) if isinstance(source, bytes) else source, content_type)


def _put(key: str, stream: IO[bytes], content_type: str) -> tuple[int, str]:
    digest = Digest(stream)
    with speaking(key):
        client().put_object(
            settings.S3_BUCKET,
            key,
            cast("BinaryIO", digest),
            length=-1,
            content_type=content_type,
            part_size=PART_BYTES,
        )
    return digest.size, digest.sha256


def chunks(key: str, *, offset: int = 0, length: int = 0) -> Iterator[bytes]:
    """The bytes of an object, a megabyte at a time, from ``offset``; ``length`` 0 means to the end."""
    with speaking(key):
        answer = client().get_object(settings.S3_BUCKET, key, offset=offset, length=length)
        try:
            yield from answer.stream(CHUNK)
        finally:
            answer.close()
            answer.release_conn()


def copy_to(key: str, target: IO[bytes]) -> tuple[int, str]:
    """Write an object into an open file; answer its size and SHA-256. The file is left at its start."""
    digest = hashlib.sha256()
    size = 0
    for chunk in chunks(key):
        digest.update(chunk)
        size += len(chunk)
        target.write(chunk)
    target.flush()
    target.seek(0)
    return size, digest.hexdigest()


def read(key: str) -> bytes:
    """A whole object in memory: for papers, not for plan sets."""
    return b"".join(chunks(key))


def stat(key: str) -> Stored:
    """Size and type of an object. :raises ObjectMissing: there is none."""
    with speaking(key):
        found = client().stat_object(settings.S3_BUCKET, key)
    return Stored(
        key=key,
        size=found.size or 0,
        content_type=found.content_type or "",
        modified=found.last_modified,
    )


def copy(source: str, target: str) -> None:
    """Copy inside storage: no byte passes through here."""
    with speaking(source):
        client().copy_object(settings.S3_BUCKET, target, CopySource(settings.S3_BUCKET, source))


def remove(key: str) -> None:
    """Remove an object that never became a version. One that is already gone is no error."""
    with speaking(key):
        client().remove_object(settings.S3_BUCKET, key)


def listing(prefix: str) -> Iterator[Stored]:
    """Every object whose key begins so."""
    with speaking(prefix):
        for found in client().list_objects(settings.S3_BUCKET, prefix=prefix, recursive=True):
            yield Stored(
                key=found.object_name or "",
                size=found.size or 0,
                content_type="",
                modified=found.last_modified,
            )
