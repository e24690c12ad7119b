"""Other processes on the test database: real connections, real kills."""

from __future__ import annotations

import os
import subprocess
import sys

from django.conf import settings
from django.db import connection

SETUP = "import django; django.setup()\n"


def environment() -> dict[str, str]:
    """The environment of a process that works on the test database."""
    db = connection.settings_dict
    user = db["USER"] + (f":{db['PASSWORD']}" if db["PASSWORD"] else "")
    address = f"{db['HOST']}:{db['PORT']}" if db["PORT"] else db["HOST"]
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"postgres://{user}@{address.replace('/', '%2F')}/{db['NAME']}",
        "CELERY_BROKER_URL": "memory://",
        "PYTHONPATH": str(settings.BASE_DIR),
    }


def start(code: str) -> subprocess.Popen[str]:
    """Run this code in a Django process of its own; its standard output can be read."""
    return subprocess.Popen(
        [sys.executable, "-c", SETUP + code],
        env=environment(),
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
