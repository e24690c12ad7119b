"""What the beat and the bells start."""

from __future__ import annotations

from pathlib import Path

import pytest
from celery import current_app
from django.db import transaction
from pytest_django import Settings

from workflows import outbox, tasks
from workflows.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_task_of_the_beat_exists() -> None:
    current_app.loader.import_default_modules()
    wanted = {entry["task"] for entry in current_app.conf.beat_schedule.values()}
    assert "workflows.sweep_outbox" in wanted
    assert wanted | {outbox.TASK} <= set(current_app.tasks)


def test_a_bell_runs_its_job_once(runs: list[int], rung: list[int]) -> None:
    with transaction.atomic():
        outbox.enqueue("count", key="k", number=4)
    for job_id in rung * 2:
        tasks.run_job(job_id)
    assert (runs, Job.objects.get().state) == ([4], "done")


def test_a_sweep_rings_for_what_was_forgotten(runs: list[int], rung: list[int]) -> None:
    with transaction.atomic():
        job = outbox.enqueue("count", key="k", number=4)
    Job.objects.update(rung_at=None)
    tasks.sweep_outbox()
    assert rung == [job.pk, job.pk]


def test_the_journal_is_anchored_once_a_day(tmp_path: Path, settings: Settings) -> None:
    settings.ANCHOR_DIR = tmp_path
    tasks.anchor()
    tasks.anchor()
    assert len(list(tmp_path.glob("*.json"))) == 1
