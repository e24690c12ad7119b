"""Writing to the journal: the only way in is at the end of a case's chain, under the case's lock.

Each entry carries the hash of the one before, so a chain cannot be changed in its middle without
showing; ``workflows.journal_verify`` re-computes it, ``workflows.anchors`` keeps its heads elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import F, Q
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from accounts.models import User
from workflows.canonical import CANON, normal
from workflows.journal_hash import GENESIS, commitment, entry_hash, new_salt
from workflows.models import JournalEntry, JournalPayload

Head = tuple[int, str]


class KeyReused(ValueError):
    """An idempotency key that already stands for another action on this case."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """What is to be written of one act.

    ``actor_id`` is None where the law itself acts at its date. ``office`` is the office's code and
    ``delegation_id`` the row: who acted, for which office and function, by which delegation.
    ``effective_on`` is the legal date; ``payload`` holds the act in full, with its evidence.
    ``outcome`` is the case's outcome after the act; empty while the case is open.
    """

    action: str
    from_state: str
    to_state: str
    actor_id: int | None
    office: str
    function: str
    delegation_id: int | None
    effective_on: date
    payload: Mapping[str, Any] = field(default_factory=dict)
    subject: str = "case"
    outcome: str = ""
    idempotency_key: str | None = None


def append(
    case_id: int,
    *,
    action: str,
    subject: str = "case",
    from_state: str,
    to_state: str,
    outcome: str = "",
    actor: User | None,
    office: str,
    function: str,
    delegation: int | None,
    effective_on: date,
    payload: Mapping[str, Any],
    idempotency_key: str | None = None,
) -> JournalEntry:
    """Write one act at the end of the case's chain. The caller holds the case's lock.

    Raises IntegrityError if the idempotency key was used on this case, or if the lock was not held
    and another came first; NotCanonical if the payload holds what cannot be recorded.
    """
    draft = Draft(
        action=action,
        subject=subject,
        from_state=from_state,
        to_state=to_state,
        outcome=outcome,
        actor_id=actor.pk if actor else None,
        office=office,
        function=function,
        delegation_id=delegation,
        effective_on=effective_on,
        payload=payload,
        idempotency_key=idempotency_key,
    )
    return append_many(case_id, [draft])[0]


def append_many(case_id: int, drafts: Sequence[Draft]) -> list[JournalEntry]:
    """Write several acts in their order, in three statements. The caller holds the case's lock."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("The journal is written in the transaction of the act.")
    if not drafts:
        return []
    head = _head(case_id)
    now = timezone.now()
    entries, bodies = [], []
    for draft in drafts:
        body = JournalPayload(salt=new_salt(), payload=normal(draft.payload))
        entry = _chained(case_id, head, draft, body, now)
        head = (entry.seq, entry.hash)
        entries.append(entry)
        bodies.append(body)
    JournalEntry.objects.bulk_create(entries)
    for entry, body in zip(entries, bodies, strict=True):
        body.entry = entry
    JournalPayload.objects.bulk_create(bodies)
    return entries


def seen(case_id: int, key: str, action: str = "") -> JournalEntry | None:
    """The entry that this key already wrote on this case, if any: the act was done, do not repeat it.

    Raises KeyReused if an action is given and the key stands for another.
    """
    entry = JournalEntry.objects.filter(case_id=case_id, idempotency_key=key).first()
    if entry is not None and action and entry.action != action:
        raise KeyReused(f"This key was already used for “{entry.action}”.")
    return entry


def moved_on(case_id: int, *, permit: bool = False) -> date | None:
    """The legal date of the last move of the case (or of its permit): no answer to it can be of before."""
    subject = Q(subject="case") | (Q(subject__startswith="permit:") if permit else Q())
    rows = JournalEntry.objects.filter(subject, case_id=case_id).exclude(from_state=F("to_state"))
    return rows.order_by("-seq").values_list("effective_on", flat=True).first()


def _head(case_id: int) -> Head:
    """The last position and hash of the case's chain."""
    rows = JournalEntry.objects.filter(case_id=case_id).order_by("-seq")
    return rows.values_list("seq", "hash").first() or (0, GENESIS)


def _chained(case_id: int, head: Head, draft: Draft, body: JournalPayload, now: datetime) -> JournalEntry:
    """The entry that follows this head."""
    entry = JournalEntry(
        case_id=case_id,
        seq=head[0] + 1,
        action=str(draft.action),
        subject=draft.subject,
        from_state=str(draft.from_state),
        to_state=str(draft.to_state),
        outcome=str(draft.outcome),
        actor_id=draft.actor_id,
        office=draft.office,
        function=str(draft.function),
        delegation_id=draft.delegation_id,
        effective_on=draft.effective_on,
        recorded_at=now,
        idempotency_key=draft.idempotency_key,
        commitment=commitment(bytes(body.salt or b""), body.payload),
        canon=CANON,
        prev_hash=head[1],
    )
    entry.hash = entry_hash(entry)
    return entry
