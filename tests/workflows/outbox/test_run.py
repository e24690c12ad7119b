"""Running jobs: once, again after a failure, dead after too many, again by hand."""

from __future__ import annotations

import threading
from datetime import timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models.functions import Now

from workflows import effects, outbox
from workflows.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def enqueue(name: str = "count", key: str = "k", **ids: int) -> Job:
    with transaction.atomic():
        return outbox.enqueue(name, key=key, **ids)


def due_now(**changes: object) -> None:
    """Let the time of every job come."""
    Job.objects.update(run_after=Now() - timedelta(seconds=1), rung_at=None, **changes)


def outbox_command(*words: str) -> str:
    out = StringIO()
    call_command("outbox", *words, stdout=out, stderr=out)
    return out.getvalue()


def test_a_job_is_run_once(runs: list[int], rung: list[int]) -> None:
    job = enqueue(number=3)
    assert [outbox.run(job.pk), outbox.run(job.pk), outbox.run(job.pk + 1)] == [True, False, False]
    job.refresh_from_db()
    assert (runs, job.state, job.attempts, job.leased_by) == ([3], "done", 1, "")
    assert job.done_at is not None and job.lease_until is None


@pytest.mark.race
def test_two_workers_on_one_job_run_it_once(runs: list[int], rung: list[int]) -> None:
    ran: list[bool] = []
    barrier = threading.Barrier(2)

    def work(jobs: list[Job]) -> None:
        for job in jobs:
            barrier.wait(20)
            ran.append(outbox.run(job.pk))
        connection.close()

    jobs = [enqueue(key=str(number), number=number) for number in range(40)]
    workers = [threading.Thread(target=work, args=[jobs]) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (sorted(runs), sum(ran), len(ran)) == (list(range(40)), 40, 80)


def test_no_lock_is_held_while_an_effect_runs(rung: list[int]) -> None:
    seen: list[tuple[bool, int]] = []

    def look() -> None:
        open_transaction = connection.in_atomic_block
        other = threading.Thread(target=lock_from_elsewhere)
        other.start()
        other.join()
        seen.append((open_transaction, len(locked)))

    def lock_from_elsewhere() -> None:
        with transaction.atomic():
            locked.extend(Job.objects.select_for_update(nowait=True))
        connection.close()

    locked: list[Job] = []
    effects.effect("look")(look)
    outbox.run(enqueue("look").pk)
    assert seen == [(False, 1)]


def test_a_failure_is_put_off_with_its_error(rung: list[int]) -> None:
    def fail() -> None:
        raise RuntimeError("the server said no\x00")

    effects.effect("fail")(fail)
    job = enqueue("fail")
    assert outbox.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.last_error) == ("waiting", 1, "RuntimeError: the server said no")
    assert Job.objects.due().count() == 0 and not outbox.run(job.pk)


def test_each_failure_waits_longer(rung: list[int]) -> None:
    effects.effect("fail")(lambda: 1 / 0)
    job = enqueue("fail")
    waits = []
    for _ in range(4):
        outbox.run(job.pk)
        job.refresh_from_db()
        waits.append((job.run_after - job.created_at).total_seconds())
        due_now()
    assert all(later > 1.15 * sooner for sooner, later in pairwise(waits))


def test_too_many_failures_are_death_and_a_replay_is_life(rung: list[int]) -> None:
    broken = [True]
    done: list[int] = []

    def sometimes(number: int) -> None:
        if broken[0]:
            raise RuntimeError("down")
        done.append(number)

    effects.effect("sometimes", attempts=3)(sometimes)
    job = enqueue("sometimes", number=5)
    for _ in range(5):
        outbox.run(job.pk)
        due_now()
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("dead", 3)
    assert "RuntimeError: down" in outbox_command("list", "--state", "dead")
    broken[0] = False
    rung.clear()
    assert "1 job(s) replayed" in outbox_command("replay", str(job.pk))
    assert rung == [job.pk]
    assert outbox.run(job.pk)
    job.refresh_from_db()
    assert (done, job.state, job.attempts, job.last_error) == ([5], "done", 1, "")


def test_what_no_repetition_can_help_dies_at_once(rung: list[int]) -> None:
    def fail() -> None:
        raise effects.Permanent("the address does not exist")

    effects.effect("fail")(fail)
    job = enqueue("fail")
    outbox.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.last_error) == ("dead", "Permanent: the address does not exist")


def test_an_effect_that_this_version_lacks_is_tried_again(
    runs: list[int], rung: list[int], registry: dict[str, object]
) -> None:
    job = enqueue(number=1)
    kept = registry.pop("count")
    outbox.run(job.pk)
    job.refresh_from_db()
    assert job.state == "waiting" and "No effect is named 'count'" in job.last_error
    registry["count"] = kept
    due_now()
    assert outbox.run(job.pk) and runs == [1]


def test_a_lapsed_lease_lets_another_worker_in(runs: list[int], rung: list[int]) -> None:
    job = enqueue(number=1)
    held = {"state": "running", "leased_by": "gone", "attempts": 1}
    Job.objects.update(lease_until=Now() + timedelta(minutes=1), **held)
    assert not outbox.run(job.pk)
    Job.objects.update(lease_until=Now() - timedelta(seconds=1))
    assert outbox.run(job.pk) and runs == [1]


def test_a_worker_that_outlived_its_lease_does_not_close_the_job(rung: list[int]) -> None:
    def slow() -> None:
        Job.objects.update(leased_by="another")

    effects.effect("slow")(slow)
    job = enqueue("slow")
    outbox.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.leased_by) == ("running", "another")


def test_a_job_that_kills_its_workers_dies(runs: list[int], rung: list[int]) -> None:
    job = enqueue(number=1)
    lapsed = Now() - timedelta(seconds=1)
    Job.objects.update(state="running", leased_by="gone", lease_until=lapsed, attempts=effects.ATTEMPTS)
    assert not outbox.run(job.pk)
    job.refresh_from_db()
    assert (job.state, runs) == ("dead", []) and "The worker was lost" in job.last_error


def test_a_sweep_rings_for_lost_bells_and_lost_workers_only(runs: list[int], rung: list[int]) -> None:
    fresh, lost, gone, at_work = (enqueue(key=str(number), number=number) for number in range(4))
    long_ago, soon = Now() - timedelta(minutes=9), Now() + timedelta(minutes=9)
    Job.objects.exclude(pk=fresh.pk).update(rung_at=long_ago)
    Job.objects.filter(pk=gone.pk).update(state="running", lease_until=long_ago)
    Job.objects.filter(pk=at_work.pk).update(state="running", lease_until=soon)
    rung.clear()
    assert (outbox.sweep(), sorted(rung)) == (2, [lost.pk, gone.pk])
    assert outbox.sweep() == 0, "what was just rung for is not rung for again"


def test_a_sweep_is_bounded(runs: list[int], rung: list[int]) -> None:
    for number in range(5):
        enqueue(key=str(number), number=number)
    due_now()
    assert [outbox.sweep(limit=3), outbox.sweep(limit=3), outbox.sweep(limit=3)] == [3, 2, 0]


def test_the_command_runs_what_is_due(runs: list[int], rung: list[int]) -> None:
    for number in range(3):
        enqueue(key=str(number), number=number)
    assert "waiting: 3" in outbox_command("list")
    assert "3 job(s) run." in outbox_command("run")
    assert runs == [0, 1, 2]


@pytest.mark.parametrize("words", [[], ["--all", "1"], ["999999"]])
def test_a_replay_of_nothing_is_refused(words: list[str]) -> None:
    with pytest.raises(CommandError, match=r"Give the numbers|Not dead"):
        outbox_command("replay", *words)
