"""Sends a file as a browser does: straight to object storage, never through the application."""

from __future__ import annotations

from pathlib import Path

import urllib3

from accounts.models import User
from documents.models import Mode
from documents.uploads import Ticket
from permits.models import PieceFile
from permits.uploads import begin_piece, complete_piece
from workflows.models import Case

http = urllib3.PoolManager(timeout=urllib3.Timeout(connect=5, read=300), retries=urllib3.Retry(3))


class NotSent(RuntimeError):
    """Storage refused the bytes; the message says what it answered."""


def send_piece(case: Case, piece: str, path: Path, by: User, *, replaces: int | None = None) -> PieceFile:
    """Ticket, bytes to storage, completion: one file handed in for a piece."""
    ticket = begin_piece(case, piece, by=by, file_name=path.name, size=path.stat().st_size)
    parts: list[tuple[int, str]] | None = None
    if ticket.mode is Mode.POST:
        _post(ticket, path)
    else:
        parts = _multipart(ticket, path)
    return complete_piece(case, piece, by=by, upload_id=ticket.upload_id, parts=parts, replaces=replaces)


def _post(ticket: Ticket, path: Path) -> None:
    fields: dict[str, str | tuple[str, bytes]] = dict(ticket.fields)
    fields["file"] = (path.name, path.read_bytes())
    answer = http.request("POST", ticket.url, fields=fields)
    if answer.status not in (200, 201, 204):
        raise NotSent(f"{path.name}: storage answered {answer.status} {answer.data[:200]!r}")


def _multipart(ticket: Ticket, path: Path) -> list[tuple[int, str]]:
    parts = []
    with path.open("rb") as stream:
        for number, url in sorted(ticket.part_urls.items()):
            answer = http.request("PUT", url, body=stream.read(ticket.part_bytes))
            if answer.status != 200:
                raise NotSent(f"{path.name}: part {number}: storage answered {answer.status}")
            parts.append((number, answer.headers["ETag"].strip('"')))
    return parts
