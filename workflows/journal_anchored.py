"""Checking the journal against its anchors, one file and one thousand heads at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from django.db import connection
from django.db.models import Count, Min

from workflows import anchor_files
from workflows.anchor_files import Anchor, BadAnchor, Head
from workflows.journal_problems import Findings
from workflows.models import JournalEntry

BATCH = 1000
LOST = """
SELECT a.case_id, a.seq, e.hash IS NULL
  FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS a(case_id, seq, hash)
  LEFT JOIN workflows_journalentry e ON e.case_id = a.case_id AND e.seq = a.seq
 WHERE e.hash IS DISTINCT FROM a.hash
"""


def check_anchors(findings: Findings, folder: Path, names: Sequence[str]) -> None:
    """Check the anchors' own chain, each head they hold, the rows they counted; then what none covers."""
    last: Anchor | None = None
    for name in names:
        try:
            anchor = anchor_files.read(folder, name)
        except BadAnchor as error:
            findings.add("anchors", str(error))
            continue
        _check_link(findings, last, anchor)
        _check_rows(findings, last, anchor)
        _check_heads(findings, folder, anchor)
        last = anchor
        findings.anchors += 1
    findings.anchored_on = last.day if last else None
    _measure_window(findings, last)


def _check_link(findings: Findings, last: Anchor | None, anchor: Anchor) -> None:
    expected = (last.day, last.sha256) if last else (None, None)
    if (anchor.previous_day, anchor.previous_sha256) != expected:
        findings.add(f"anchor {anchor.day}", "it does not follow the anchor before it.")


def _check_rows(findings: Findings, last: Anchor | None, anchor: Anchor) -> None:
    """Count the rows between two anchors: none may come late, none may go."""
    edge, before = (last.horizon, last.rows) if last else (0, 0)
    found = JournalEntry.objects.filter(pk__gt=edge, pk__lte=anchor.horizon).count()
    if found != anchor.rows - before:
        findings.add(
            f"anchor {anchor.day}",
            f"it counted {anchor.rows - before} row(s) since the one before; {found} remain.",
        )


def _check_heads(findings: Findings, folder: Path, anchor: Anchor) -> None:
    try:
        for batch in _batches(anchor_files.heads(folder, anchor)):
            with connection.cursor() as cursor:
                cursor.execute(LOST, [list(column) for column in zip(*batch, strict=True)])
                for case_id, seq, gone in cursor.fetchall():
                    text = "it is gone" if gone else "it is not the one"
                    findings.add(f"case {case_id}, entry {seq}", f"{text} that was anchored on {anchor.day}.")
    except BadAnchor as error:
        findings.add("anchors", str(error))


def _batches(rows: Iterable[Head]) -> Iterator[list[Head]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _measure_window(findings: Findings, last: Anchor | None) -> None:
    open_rows = JournalEntry.objects.filter(pk__gt=last.horizon if last else 0)
    window = open_rows.aggregate(rows=Count("pk"), since=Min("recorded_at"))
    findings.unprotected, findings.unprotected_since = window["rows"], window["since"]
