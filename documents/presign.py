"""What a browser needs to speak to storage itself: signed, short-lived, exact.

Signed for ``S3_PUBLIC_ENDPOINT``, without any call: the region is always given.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone
from minio.datatypes import PostPolicy

from documents import storage

# What a browser may be told. Anything else is a stream of bytes, which no browser interprets.
SAFE_TYPES = frozenset({"application/pdf", "image/jpeg", "image/png", "image/tiff", "application/zip"})
STREAM = "application/octet-stream"


def attachment(file_name: str) -> str:
    """A Content-Disposition for names in any script (RFC 6266 and 5987)."""
    plain = unicodedata.normalize("NFKD", file_name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^\w .()\-]", "_", plain).strip()
    stem, dot, extension = plain.rpartition(".") if "." in plain else (plain, "", "")
    plain = (stem if stem.strip("._ ") else "document") + dot + extension
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}"


def get_url(key: str, *, file_name: str, content_type: str, seconds: int) -> str:
    """A URL that gives the object as an attachment, for so many seconds."""
    return storage.public_client().get_presigned_url(
        "GET",
        settings.S3_BUCKET,
        key,
        expires=timedelta(seconds=seconds),
        response_headers={
            "response-content-disposition": attachment(file_name),
            "response-content-type": content_type if content_type in SAFE_TYPES else STREAM,
            "response-cache-control": "private, no-store",
        },
    )


def post_form(key: str, *, size: int, expires_at: datetime) -> tuple[str, dict[str, str]]:
    """Address and fields of a form that can put exactly ``size`` bytes under exactly this key."""
    policy = PostPolicy(settings.S3_BUCKET, expires_at)
    policy.add_equals_condition("key", key)
    policy.add_equals_condition("Content-Type", STREAM)
    policy.add_content_length_range_condition(size, size)
    fields = {"key": key, "Content-Type": STREAM}
    fields |= storage.public_client().presigned_post_policy(policy)
    return f"{settings.S3_PUBLIC_ENDPOINT.rstrip('/')}/{settings.S3_BUCKET}", fields


def part_urls(key: str, multipart_id: str, numbers: range, *, seconds: int) -> dict[int, str]:
    """A PUT address for each part number."""
    return {
        number: storage.public_client().get_presigned_url(
            "PUT",
            settings.S3_BUCKET,
            key,
            expires=timedelta(seconds=seconds),
            request_date=timezone.now(),
            extra_query_params={"partNumber": str(number), "uploadId": multipart_id},
        )
        for number in numbers
    }
