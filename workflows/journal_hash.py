"""What an entry commits to: its header in canonical form, and its payload by a salted commitment."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from workflows.canonical import canonical
from workflows.models import JournalEntry

GENESIS = "0" * 64
SALT_BYTES = 32
HEADER = (
    "case_id",
    "seq",
    "action",
    "subject",
    "from_state",
    "to_state",
    "outcome",
    "actor_id",
    "office",
    "function",
    "delegation_id",
    "effective_on",
    "recorded_at",
    "idempotency_key",
    "commitment",
    "canon",
    "prev_hash",
)


def new_salt() -> bytes:
    """Random bytes that keep a short payload from being guessed from its commitment."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(salt: bytes, payload: Any) -> str:
    """SHA-256 of the salt followed by the canonical payload, in hexadecimal."""
    return hashlib.sha256(salt + canonical(payload)).hexdigest()


def header(entry: JournalEntry) -> dict[str, Any]:
    """The columns that the hash covers."""
    return {name: getattr(entry, name) for name in HEADER}


def entry_hash(entry: JournalEntry) -> str:
    """SHA-256 of the canonical header, in hexadecimal."""
    return hashlib.sha256(canonical(header(entry))).hexdigest()
