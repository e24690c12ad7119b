"""The clock alone: beat sends the names of tasks, so it needs the schedule and the broker, not the apps."""

from __future__ import annotations

import os

from celery import Celery

from config import filebroker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

filebroker.register()
app = Celery("permits", fixups=[])  # without the fixup that loads all of Django
app.config_from_object("config.celeryconfig")
