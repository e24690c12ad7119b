"""Verifying the whole journal: chains, anchors, states, guards; in constant memory, on one snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from workflows import anchor_files, anchors
from workflows.journal_anchored import check_anchors
from workflows.journal_chain import check_chains
from workflows.journal_problems import Findings
from workflows.journal_states import check_guards, check_states


def verify() -> Findings:
    """Everything that is wrong with the journal, and the window that no anchor protects yet.

    It finds any row older than the last anchor that was edited, deleted or put elsewhere, whoever did it
    and however well, and every newer row that does not fit its chain.
    """
    findings = Findings()
    folder = anchors.folder()
    names = anchor_files.names(
        folder
    )  # before the snapshot: an anchor may then only speak of rows that we see
    with _snapshot():
        check_guards(findings)
        check_chains(findings)
        check_states(findings)
        check_anchors(findings, folder, names)
    return findings


@contextmanager
def _snapshot() -> Iterator[None]:
    """One unchanging view of the database, unless the caller is already in a transaction."""
    fresh = not connection.in_atomic_block
    with transaction.atomic():
        if fresh:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
