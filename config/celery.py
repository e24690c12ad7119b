"""The Celery application: a bell for the outbox, and the clock of the sweepers."""

from __future__ import annotations

import os

from celery import Celery

from config import filebroker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

filebroker.register()
app = Celery("permits")
app.config_from_object("config.celeryconfig")
app.autodiscover_tasks()
