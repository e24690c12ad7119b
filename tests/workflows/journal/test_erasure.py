"""Erasing a payload leaves the chain whole, and is written itself."""

from __future__ import annotations

import pytest

from tests.workflows import ledgers
from workflows.anchors import anchor
from workflows.journal_erase import erase
from workflows.journal_verify import verify
from workflows.models import JournalEntry, JournalPayload

pytestmark = pytest.mark.django_db


def erase_second(case_id: int) -> JournalEntry:
    return erase(
        JournalEntry.objects.get(case_id=case_id, seq=2),
        reason="law 09-08",
        actor=None,
        office="rabat",
        function="desk",
        delegation=None,
        effective_on=ledgers.DAY,
    )


def test_an_erased_payload_breaks_nothing() -> None:
    case = ledgers.fill(cases=1)[0]
    anchor()
    entry = erase_second(case.pk)
    body = JournalPayload.objects.get(entry__case=case, entry__seq=2)
    assert (body.payload, body.salt) == (None, None)
    assert (entry.seq, entry.subject) == (5, "entry:2")
    found = verify()
    assert (found.problems, found.erased) == ([], 1)


def test_an_erasure_behind_the_journal_is_found() -> None:
    case = ledgers.fill(cases=1)[0]
    JournalPayload.objects.filter(entry__case=case, entry__seq=2).update(payload=None, salt=None)
    assert [problem.text for problem in verify().problems] == ["its payload was erased and no entry says so."]


def test_nothing_is_erased_twice() -> None:
    case = ledgers.fill(cases=1)[0]
    erase_second(case.pk)
    with pytest.raises(ValueError, match="already erased"):
        erase_second(case.pk)
