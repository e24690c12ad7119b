"""Re-computing every chain, row by row, in constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from workflows.canonical import CANON, NotCanonical
from workflows.journal_erase import ERASED
from workflows.journal_hash import GENESIS, commitment, entry_hash
from workflows.journal_problems import Findings
from workflows.models import JournalEntry, JournalPayload


def check_chains(findings: Findings) -> None:
    """Check each case's chain: positions, links, hashes, commitments, erasures."""
    rows = JournalEntry.objects.order_by("case_id", "seq").select_related("body")
    for case_id, entries in groupby(rows.iterator(chunk_size=1000), key=lambda entry: entry.case_id):
        findings.cases += 1
        _check_chain(findings, case_id, entries)


def _check_chain(findings: Findings, case_id: int, entries: Iterator[JournalEntry]) -> None:
    seq, last_hash = 0, GENESIS
    erased: set[int] = set()
    said: set[int] = set()
    for entry in entries:
        findings.entries += 1
        place = f"case {case_id}, entry {entry.seq}"
        if entry.seq != seq + 1:
            findings.add(place, f"entry {seq + 1} is missing before it.")
        elif entry.prev_hash != last_hash:
            findings.add(place, "it does not follow the entry before it.")
        _check_entry(findings, place, entry)
        if entry.action == ERASED:
            said.add(int(entry.subject.partition(":")[2] or 0))
        if _check_body(findings, place, entry):
            erased.add(entry.seq)
        seq, last_hash = entry.seq, entry.hash
    findings.erased += len(erased)
    for unsaid in sorted(erased - said):
        findings.add(f"case {case_id}, entry {unsaid}", "its payload was erased and no entry says so.")


def _check_entry(findings: Findings, place: str, entry: JournalEntry) -> None:
    if entry.canon != CANON:
        findings.add(place, f"the canonical form {entry.canon!r} is unknown.")
    elif entry_hash(entry) != entry.hash:
        findings.add(place, "the row was changed: its hash is another.")


def _check_body(findings: Findings, place: str, entry: JournalEntry) -> bool:
    """Check the payload against its commitment; True if it was erased."""
    body: JournalPayload | None = getattr(entry, "body", None)
    if body is None:
        findings.add(place, "its payload row is missing.")
        return False
    if body.salt is None or body.payload is None:
        return True
    try:
        kept = commitment(bytes(body.salt), body.payload) == entry.commitment
    except NotCanonical:
        kept = False
    if not kept:
        findings.add(place, "its payload is not the one that was recorded.")
    return False
