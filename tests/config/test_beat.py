"""The clock's small application and the workers' full one must agree."""

from __future__ import annotations

from config import beat, celery


def test_every_scheduled_task_exists() -> None:
    celery.app.loader.import_default_modules()
    schedule = beat.app.conf.beat_schedule
    assert schedule
    assert {entry["task"] for entry in schedule.values()} <= set(celery.app.tasks)


def test_the_clock_rings_where_the_workers_listen() -> None:
    for name in ("task_default_queue", "task_default_exchange", "timezone", "beat_schedule"):
        assert beat.app.conf[name] == celery.app.conf[name]
