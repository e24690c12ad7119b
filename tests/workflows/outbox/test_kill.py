"""A process killed anywhere between commit and effect: the effect counts once, after the sweep."""

from __future__ import annotations

import signal
import time
from datetime import timedelta

import pytest
from django.db import transaction

from tests.workflows import ledgers
from tests.workflows.processes import start
from workflows import effects, journal, outbox
from workflows.models import Case, Job, JournalEntry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

PRELUDE = """
import time
from datetime import timedelta
from django.db import transaction
from tests.workflows import ledgers
from tests.workflows.outbox.test_kill import remind
from workflows import effects, outbox
from workflows.models import Case, Job

def here():
    print("here", flush=True)
    time.sleep(120)
"""
ACT = """
effects.effect("remind")(remind)
with transaction.atomic():
    case = Case.objects.get()
    transaction.on_commit(here)
    ledgers.write(case, "file")
    outbox.enqueue("remind", key="remind:1", case_id=case.pk)
"""
WORK = """
@effects.effect("remind", lease=timedelta(seconds=1))
def killed(case_id, key):
    {before}
    remind(case_id, key)
    {after}

outbox.run(Job.objects.get().pk)
"""


def remind(case_id: int, key: str) -> None:
    """Counts as one entry. It looks first whether its work is done, as an effect must."""
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case_id)
        if journal.seen(case_id, key) is None:
            ledgers.write(case, "remind", idempotency_key=key)


def kill_when_here(code: str) -> None:
    """Run the code in a process and kill -9 it where it says that it is."""
    with start(PRELUDE + code) as process:
        assert process.stdout is not None and process.stdout.readline() == "here\n"
        process.kill()
    assert process.returncode == -signal.SIGKILL


def sweep_and_work(monkeypatch: pytest.MonkeyPatch, rung: list[int]) -> None:
    """What a living worker does, once the lease of the dead one has lapsed."""
    monkeypatch.setattr(outbox, "RING_AGAIN", timedelta(0))
    for _ in range(200):
        if outbox.sweep():
            break
        time.sleep(0.05)
    for job_id in rung:
        outbox.run(job_id)


def reminders() -> int:
    return JournalEntry.objects.filter(action="remind").count()


def test_an_act_killed_right_after_its_commit_has_its_effect_once(
    monkeypatch: pytest.MonkeyPatch, rung: list[int]
) -> None:
    ledgers.case()
    kill_when_here(ACT)
    assert (JournalEntry.objects.get().action, Job.objects.get().state, reminders()) == ("file", "waiting", 0)
    effects.effect("remind")(remind)
    sweep_and_work(monkeypatch, rung)
    assert (reminders(), Job.objects.get().state) == (1, "done")


@pytest.mark.parametrize(
    ("before", "after", "counted"), [("here()", "", 0), ("", "here()", 1)], ids=["before", "after"]
)
def test_a_worker_killed_around_its_effect_leaves_it_counted_once(
    monkeypatch: pytest.MonkeyPatch, rung: list[int], before: str, after: str, counted: int
) -> None:
    case = ledgers.case()
    effects.effect("remind")(remind)
    with transaction.atomic():
        outbox.enqueue("remind", key="remind:1", case_id=case.pk)
    kill_when_here(WORK.format(before=before, after=after))
    job = Job.objects.get()
    assert (job.state, job.attempts, reminders()) == ("running", 1, counted)
    rung.clear()
    sweep_and_work(monkeypatch, rung)
    job.refresh_from_db()
    assert (job.state, job.attempts, reminders()) == ("done", 2, 1)
