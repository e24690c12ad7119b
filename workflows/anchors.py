"""Anchors: once a day the heads of all chains that moved are written outside the database.

``ANCHOR_DIR/2026-11-21.heads`` holds one line ``case_id seq hash`` per case that moved since the anchor
before. ``2026-11-21.json`` holds the SHA-256 of that file, the number of journal rows so far, the last row
covered (``horizon``) and the SHA-256 of the previous anchor: anchors are a chain too, and keeping one
SHA-256 elsewhere (``manage.py journal anchor`` prints it) pins everything before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import Max
from django.utils import timezone

from workflows import anchor_files
from workflows.anchor_files import Anchor, Head
from workflows.canonical import moment
from workflows.models import JournalEntry

LOCK_WAIT_MS = 3000


class AnchorBusy(Exception):
    """Acts were under way for too long to find a clean edge; try again in a while."""


def folder() -> Path:
    """Where the anchors lie."""
    return Path(settings.ANCHOR_DIR)


def anchor() -> Anchor:
    """Anchor the journal as it stands, once per day of the country; run again, it returns that day's anchor.

    Run late, it covers every row since the anchor before. Raises AnchorBusy, or BadAnchor if the last
    anchor is not whole: nothing is anchored on top of a broken chain.
    """
    place = folder()
    with anchor_files.one_at_a_time(place):
        last = anchor_files.latest(place)
        day = timezone.localdate().isoformat()
        if last is not None and last.day >= day:
            return last
        made = _make(place, day, last)
        anchor_files.write(place, made)
    return made


def _make(place: Path, day: str, last: Anchor | None) -> Anchor:
    """The new anchor, its heads already written."""
    edge = last.horizon if last else 0
    horizon = max(_horizon(), edge)
    lines, digest = anchor_files.write_heads(place, day, _moved(edge, horizon))
    new_rows = JournalEntry.objects.filter(pk__gt=edge, pk__lte=horizon).count()
    return Anchor(
        day=day,
        made_at=moment(timezone.now()),
        horizon=horizon,
        rows=new_rows + (last.rows if last else 0),
        heads=lines,
        heads_sha256=digest,
        previous_day=last.day if last else None,
        previous_sha256=last.sha256 if last else None,
    )


def _horizon() -> int:
    """The highest id below which no row can appear any more.

    Ids are given before commit, so the highest visible one is no edge while acts are under way. The lock
    waits for those and is let go at once.
    """
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = {LOCK_WAIT_MS}")
                cursor.execute("LOCK TABLE workflows_journalentry IN SHARE MODE")
            return JournalEntry.objects.aggregate(last=Max("pk"))["last"] or 0
    except OperationalError as error:
        raise AnchorBusy("Acts are under way; the journal is anchored a little later.") from error


def _moved(edge: int, horizon: int) -> Iterator[Head]:
    """The heads, at the horizon, of the cases that moved after the edge, by case."""
    cases = JournalEntry.objects.filter(pk__gt=edge, pk__lte=horizon).values("case_id")
    rows = JournalEntry.objects.filter(pk__lte=horizon, case_id__in=cases)
    rows = rows.order_by("case_id", "-seq").distinct("case_id")
    return rows.values_list("case_id", "seq", "hash").iterator(chunk_size=2000)
