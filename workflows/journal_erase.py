"""Erasing a payload (law 09-08, GDPR): the chain stays whole, and says that it was erased."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from workflows.journal import append
from workflows.models import JournalEntry, JournalPayload

ERASED = "payload_erased"


def erase(
    entry: JournalEntry,
    *,
    reason: str,
    actor: User | None,
    office: str,
    function: str,
    delegation: int | None,
    effective_on: date,
) -> JournalEntry:
    """Erase what an entry says, with its salt, and write that it was done. The caller holds the case's lock.

    Returns the entry that records the erasure. Raises ValueError if nothing is left to erase.
    """
    kept = JournalPayload.objects.filter(pk=entry.pk, payload__isnull=False)
    if not kept.update(payload=None, salt=None):
        raise ValueError("This entry's payload was already erased.")
    return append(
        entry.case_id,
        action=ERASED,
        subject=f"entry:{entry.seq}",
        from_state="",
        to_state="",
        actor=actor,
        office=office,
        function=function,
        delegation=delegation,
        effective_on=effective_on,
        payload={"reason": reason},
    )
