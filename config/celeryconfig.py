"""Celery settings, read from Django's.

On ``filesystem://`` a killed worker forgets the bells it had taken; on Redis they come back
after the visibility timeout. Both are harmless: a sweep rings again for every due outbox row.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

broker_url = settings.CELERY_BROKER_URL
task_ignore_result = True
task_acks_late = True
task_reject_on_worker_lost = True
worker_prefetch_multiplier = 1
worker_hijack_root_logger = False
broker_connection_retry_on_startup = True
task_default_queue = "permits"
timezone = settings.TIME_ZONE
enable_utc = True
broker_transport_options: dict[str, Any] = {}

if broker_url.startswith("filesystem"):
    for _name in ("queue", "control"):
        (settings.CELERY_FOLDER / _name).mkdir(parents=True, exist_ok=True)
    broker_transport_options = {
        "data_folder_in": str(settings.CELERY_FOLDER / "queue"),
        "data_folder_out": str(settings.CELERY_FOLDER / "queue"),
        "control_folder": str(settings.CELERY_FOLDER / "control"),
        "polling_interval": 0.1,
    }
elif broker_url.startswith("redis"):
    broker_transport_options = {
        "visibility_timeout": 900,
        "unacked_restore_interval": 2,
        "unacked_restore_throttle": 1,
    }

beat_schedule: dict[str, Any] = {
    "outbox-sweep": {"task": "workflows.sweep_outbox", "schedule": 5.0},
    "settle-due": {"task": "workflows.settle_due", "schedule": 60.0},
    "remind": {"task": "workflows.remind", "schedule": 3600.0},
    "anchor": {"task": "workflows.anchor", "schedule": 3600.0},
}
