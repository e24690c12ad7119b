"""Writing jobs with the act, and ringing after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.workflows import ledgers
from workflows import effects, outbox
from workflows.models import Job
from workflows.outbox import Order

pytestmark = pytest.mark.django_db(transaction=True)


def enqueue(key: str = "k", **words: Any) -> Job:
    with transaction.atomic():
        return outbox.enqueue("count", key=key, **{"number": 1, **words})


def test_a_job_is_written_and_rung_for_after_the_commit(runs: list[int], rung: list[int]) -> None:
    case = ledgers.case()
    with transaction.atomic():
        job = outbox.enqueue("count", key="k", case_id=case.pk, number=7)
        assert rung == []
    assert rung == [job.pk]
    kept = Job.objects.get()
    assert (kept.name, kept.args, kept.case_id, kept.state) == ("count", {"number": 7}, case.pk, "waiting")


def test_an_act_that_fails_leaves_neither_job_nor_bell(runs: list[int], rung: list[int]) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.enqueue("count", key="k", number=1)
        raise RuntimeError
    assert (Job.objects.count(), rung) == (0, [])


def test_the_same_key_twice_is_one_job(runs: list[int], rung: list[int]) -> None:
    assert enqueue() == enqueue()
    assert Job.objects.count() == 1


def test_a_done_job_is_not_begun_again_by_its_key(runs: list[int], rung: list[int]) -> None:
    outbox.run(enqueue().pk)
    assert not outbox.run(enqueue().pk)
    assert runs == [1]


@pytest.mark.parametrize("changes", [{"number": 2}, {"number": 1, "other": 3}])
def test_a_key_cannot_stand_for_two_jobs(runs: list[int], rung: list[int], changes: dict[str, int]) -> None:
    enqueue()
    with pytest.raises(outbox.KeyReused):
        enqueue(**changes)
    assert Job.objects.get().args == {"number": 1}


def test_many_jobs_take_one_statement_and_keep_their_order(runs: list[int], rung: list[int]) -> None:
    orders = [Order(name="count", key=f"k{number % 9}", ids={"number": number % 9}) for number in range(12)]
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        jobs = outbox.enqueue_many(orders)
    assert len(queries) == 1
    assert [job.args["number"] for job in jobs] == [number % 9 for number in range(12)]
    assert sorted(rung) == sorted({job.pk for job in jobs}) and len(rung) == 9


def test_a_job_for_later_is_not_rung_for_now(runs: list[int], rung: list[int]) -> None:
    job = enqueue(run_after=timezone.now() + timedelta(hours=1))
    assert (rung, outbox.run(job.pk), outbox.sweep()) == ([], False, 0)


def test_a_broken_broker_does_not_fail_the_act(
    runs: list[int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object, **_words: object) -> None:
        raise OSError("no broker")

    monkeypatch.setattr(current_app, "send_task", broken)
    job = enqueue()
    assert "The broker cannot be reached" in caplog.text
    assert outbox.run(job.pk)


def test_an_unknown_effect_is_refused_before_anything_is_written() -> None:
    with pytest.raises(effects.UnknownEffect, match="unheard"), transaction.atomic():
        outbox.enqueue("unheard", key="k")
    assert not Job.objects.exists()


def test_a_job_takes_identifiers_only(runs: list[int]) -> None:
    with pytest.raises(TypeError, match="number is a dict"):
        enqueue(number={"name": "value"})


def test_a_job_is_not_written_outside_a_transaction(runs: list[int]) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        outbox.enqueue("count", key="k", number=1)


def test_two_effects_cannot_have_one_name() -> None:
    def run() -> None: ...

    register: Callable[..., object] = effects.effect("one")
    register(run)
    with pytest.raises(ValueError, match="Two effects"):
        effects.effect("one")(run)
