"""Durable jobs: a row written with the act, a bell after the commit, a sweep for bells that were lost.

The row is the truth and the broker only a bell: any worker may be killed at any time, any bell may be
lost or rung twice. ``run`` and ``drain`` come from ``workflows.outbox_run``.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from celery import current_app
from django.db import connection, models, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.db.transaction import TransactionManagementError
from psycopg.types.json import Jsonb

from workflows import effects
from workflows.models import Job, JobState
from workflows.outbox_run import drain as drain
from workflows.outbox_run import run as run

logger = logging.getLogger(__name__)

TASK = "workflows.run_job"
RING_AGAIN = timedelta(seconds=30)
SWEPT = 200
Id = int | str

INSERT = """
INSERT INTO workflows_job (name, key, case_id, args, run_after, rung_at)
VALUES {rows}
ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING *
"""
ROW = "(%s, %s, %s, %s, coalesce(%s, statement_timestamp()), statement_timestamp())"


class KeyReused(ValueError):
    """A key that already stands for another job."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """A job to be written: which effect, on which identifiers, under which key, not before when."""

    name: str
    key: str
    case_id: int | None = None
    run_after: datetime | None = None
    ids: Mapping[str, Id] = field(default_factory=dict)


def enqueue(
    name: str, *, key: str, case_id: int | None = None, run_after: datetime | None = None, **ids: Id
) -> Job:
    """Write one job in the caller's transaction; the same key twice is one job, which is returned.

    Raises UnknownEffect, or KeyReused if the key stands for another effect or other identifiers.
    """
    return enqueue_many([Order(name=name, key=key, case_id=case_id, run_after=run_after, ids=ids)])[0]


def enqueue_many(orders: Sequence[Order]) -> list[Job]:
    """Write several jobs in one statement, in the caller's transaction; the jobs in the orders' order."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("A job is written in the transaction of its act.")
    if not orders:
        return []
    wanted: dict[str, Order] = {}
    for order in orders:
        _check(order)
        if wanted.setdefault(order.key, order) != order:
            raise KeyReused(f"The key {order.key!r} was given to two jobs.")
    jobs = {job.key: job for job in _insert([wanted[key] for key in sorted(wanted)])}
    for order in wanted.values():
        _check_same(order, jobs[order.key])
    ring_on_commit(jobs[order.key].pk for order in wanted.values() if order.run_after is None)
    return [jobs[order.key] for order in orders]


def ring_on_commit(job_ids: Iterable[int]) -> None:
    """Ring for these jobs once the transaction is committed."""
    if ids := list(job_ids):
        transaction.on_commit(partial(ring, ids))


def ring(job_ids: Sequence[int]) -> None:
    """Tell the workers. A broken broker is logged, never raised: the sweep finds the rows."""
    try:
        for job_id in job_ids:
            current_app.send_task(TASK, args=[job_id], retry=False)
    except Exception:
        logger.warning("The broker cannot be reached; the sweep will find the jobs.", exc_info=True)


def sweep(limit: int = SWEPT) -> int:
    """Ring again for due jobs whose bell was lost or whose worker is gone; returns how many."""
    forgotten = Q(rung_at__isnull=True) | Q(rung_at__lt=Now() - RING_AGAIN)
    with transaction.atomic():
        due = Job.objects.due().filter(forgotten).order_by("run_after", "pk")
        ids = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit])
        Job.objects.filter(pk__in=ids).update(rung_at=Now())
        ring_on_commit(ids)
    return len(ids)


def replay(jobs: models.QuerySet[Job]) -> int:
    """Give dead jobs a new life, from their first attempt; returns how many."""
    with transaction.atomic():
        dead = jobs.filter(state=JobState.DEAD).select_for_update()
        ids = list(dead.values_list("pk", flat=True))
        Job.objects.filter(pk__in=ids).update(
            state=JobState.WAITING, attempts=0, run_after=Now(), rung_at=Now(), done_at=None
        )
        ring_on_commit(ids)
    return len(ids)


def _insert(orders: list[Order]) -> list[Job]:
    rows = ", ".join([ROW] * len(orders))
    params: list[object] = []
    for order in orders:
        params += [order.name, order.key, order.case_id, Jsonb(dict(order.ids)), order.run_after]
    return list(Job.objects.raw(INSERT.format(rows=rows), params))


def _check(order: Order) -> None:
    effects.find(order.name)
    for name, value in order.ids.items():
        if name in ("case_id", "key"):
            raise TypeError(f"A job has its own {name}; it is no identifier.")
        if not isinstance(value, int | str):
            raise TypeError(f"A job takes identifiers only: {name} is a {type(value).__name__}.")


def _check_same(order: Order, job: Job) -> None:
    if (job.name, job.args, job.case_id) != (order.name, dict(order.ids), order.case_id):
        raise KeyReused(f"The key {order.key!r} already stands for {job.name}{job.args}.")
