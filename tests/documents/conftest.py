"""A real object storage, a browser that sends files to it, and small files of every format."""

from __future__ import annotations

import http.client
import io
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import pytest
from django.conf import settings

from accounts.models import User
from documents import storage
from documents.models import Document, Mode
from documents.uploads import FileRule, Ticket, begin

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"
MB = 1024 * 1024


@pytest.fixture
def s3() -> None:
    """The object storage of the settings; without it the test is skipped."""
    try:
        ask("GET", settings.S3_ENDPOINT)
    except OSError:
        pytest.skip(f"no object storage answers at {settings.S3_ENDPOINT}: start it with make")
    storage.ensure_bucket()


@pytest.fixture
def author(db: None) -> User:
    """Somebody who sends files."""
    return User.objects.create_user("architect@example.org")


@pytest.fixture
def document(author: User) -> Document:
    """A document without versions."""
    return Document.objects.create(title="Façades", kind="facades", created_by=author)


@pytest.fixture
def rule() -> FileRule:
    """What a plan accepts."""
    return FileRule(formats=("pdf", "dxf", "ifc", "jpg"), max_bytes=500 * MB)


@pytest.fixture
def plan() -> bytes:
    """A sound PDF of one A1 sheet."""
    return pdf_of(1)


def pdf_of(pages: int, **save: object) -> bytes:
    """A PDF with so many A1 sheets."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(2384, 1684))
    out = io.BytesIO()
    made.save(out, **save)  # type: ignore[arg-type]  # forwarded as they are
    return out.getvalue()


def ask(
    method: str, url: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> tuple[int, str, bytes]:
    """One request without retries: status, ETag, body."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=60)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, target, body=body, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.getheader("ETag", ""), answer.read()
    except (BrokenPipeError, ConnectionResetError):
        return 400, "", b"hung up"
    finally:
        connection.close()


def send_form(ticket: Ticket, content: bytes, **changed: str) -> int:
    """What a browser does with a form: fields first, file last. Answers the status."""
    boundary = uuid.uuid4().hex
    lines: list[bytes] = []
    for name, value in {**ticket.fields, **changed}.items():
        lines.append(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        )
    lines.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n'
        f"Content-Type: application/octet-stream\r\n\r\n".encode()
    )
    body = b"".join([*lines, content, f"\r\n--{boundary}--\r\n".encode()])
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    return ask("POST", ticket.url, body, headers)[0]


def send_parts(ticket: Ticket, content: bytes, numbers: range | None = None) -> list[tuple[int, str]]:
    """PUT the parts; answer their numbers and ETags."""
    sent = []
    for number in numbers or range(1, ticket.part_count + 1):
        piece = content[(number - 1) * ticket.part_bytes : number * ticket.part_bytes]
        status, etag, _ = ask("PUT", ticket.part_urls[number], piece)
        assert status == 200
        sent.append((number, etag))
    return sent


def send(ticket: Ticket, content: bytes) -> None:
    """Send a file whole, whatever the mode."""
    if ticket.mode == Mode.POST:
        assert send_form(ticket, content) == 204
    else:
        send_parts(ticket, content)


type_of_bring = Callable[..., Ticket]


@pytest.fixture
def bring(s3: None, document: Document, author: User, rule: FileRule) -> type_of_bring:
    """Begin an upload and send the content; answers the ticket, ready to be completed."""

    def bring(content: bytes, name: str = "plan.pdf", rule: FileRule = rule) -> Ticket:
        ticket = begin(
            document=document, by=author, file_name=name, size=len(content), declared_type="", rule=rule
        )
        send(ticket, content)
        return ticket

    return bring


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Files of six megabytes go in parts of five, the least that S3 allows."""
    monkeypatch.setattr("documents.uploads.ticket.POST_LIMIT", 4 * MB)
    monkeypatch.setattr("documents.uploads.ticket.PART_BYTES", 5 * MB)
    yield


def big_pdf(size: int) -> bytes:
    """A sound PDF of exactly this size: a comment fills it."""
    made = pdf_of(1)
    filler = b"\n%" + b"x" * (size - len(made) - 3) + b"\n"

    return made + filler
