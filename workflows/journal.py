"""Writing to the journal: the only way in is at the end of a case's chain, under the case's lock.

Each entry carries the hash of the one before, so a chain cannot be changed in its middle without
showing; ``workflows.journal_verify`` re-computes it, ``workflows.anchors`` keeps its heads elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from accounts.models import User
from workflows.canonical import CANON, normal
from workflows.journal_hash import GENESIS, commitment, entry_hash, new_salt
from workflows.models import JournalEntry, JournalPayload

Head = tuple[int, str]


@dataclass(frozen=True, kw_only=True)
class Act:
    """What is to be written of one act.

    ``actor`` is None where the law itself acts at its date. ``office`` is the office's code and
    ``delegation`` the row's id: who acted, for which office and function, by which delegation.
    ``effective_on`` is the legal date; ``payload`` holds the act in full with its evidence.
    ``outcome`` is the outcome that the act gives to the case.
    """

    case_id: int
    action: str
    from_state: str
    to_state: str
    actor: User | None
    office: str
    function: str
    delegation: int | None
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
    act = Act(
        case_id=case_id,
        action=action,
        subject=subject,
        from_state=from_state,
        to_state=to_state,
        outcome=outcome,
        actor=actor,
        office=office,
        function=function,
        delegation=delegation,
        effective_on=effective_on,
        payload=payload,
        idempotency_key=idempotency_key,
    )
    return append_many([act])[0]


def append_many(acts: Iterable[Act]) -> list[JournalEntry]:
    """Write several acts, in their order, of one or several locked cases: three statements in all."""
    acts = list(acts)
    if not connection.in_atomic_block:
        raise TransactionManagementError("The journal is written in the transaction of the act.")
    if not acts:
        return []
    heads = _heads({act.case_id for act in acts})
    bodies = [_body(act) for act in acts]
    now = timezone.now()
    entries = [_chain(heads, act, body, now) for act, body in zip(acts, bodies, strict=True)]
    JournalEntry.objects.bulk_create(entries)
    for entry, body in zip(entries, bodies, strict=True):
        body.entry = entry
    JournalPayload.objects.bulk_create(bodies)
    return entries


def find(case_id: int, idempotency_key: str) -> JournalEntry | None:
    """The entry that this key wrote on this case, if any: the act was already done."""
    return JournalEntry.objects.filter(case_id=case_id, idempotency_key=idempotency_key).first()


def _heads(case_ids: set[int]) -> dict[int, Head]:
    """The last position and hash of each chain that has begun."""
    rows = JournalEntry.objects.filter(case_id__in=case_ids).order_by("case_id", "-seq").distinct("case_id")
    return {case_id: (seq, digest) for case_id, seq, digest in rows.values_list("case_id", "seq", "hash")}


def _body(act: Act) -> JournalPayload:
    return JournalPayload(salt=new_salt(), payload=normal(act.payload))


def _chain(heads: dict[int, Head], act: Act, body: JournalPayload, now: datetime) -> JournalEntry:
    """The entry that follows the case's head, which it becomes."""
    seq, prev_hash = heads.get(act.case_id, (0, GENESIS))
    entry = JournalEntry(
        case_id=act.case_id,
        seq=seq + 1,
        action=str(act.action),
        subject=act.subject,
        from_state=str(act.from_state),
        to_state=str(act.to_state),
        outcome=str(act.outcome),
        actor=act.actor,
        office=act.office,
        function=str(act.function),
        delegation_id=act.delegation,
        effective_on=act.effective_on,
        recorded_at=now,
        idempotency_key=act.idempotency_key,
        commitment=commitment(bytes(body.salt or b""), body.payload),
        canon=CANON,
        prev_hash=prev_hash,
    )
    entry.hash = entry_hash(entry)
    heads[act.case_id] = (entry.seq, entry.hash)
    return entry
