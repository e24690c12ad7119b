"""The background work: Celery workers and the clock (beat) that rings them."""

from __future__ import annotations

import os

from ops.envfile import EnvFile
from ops.paths import VENV, make_private, var
from ops.service import Service

CELERY = str(VENV / "bin" / "celery")


class Worker(Service):
    """One worker process. Its pool is the process itself: rendering is not thread-safe, and a lost worker
    loses nothing since the outbox rows are the truth."""

    patience = 60.0
    grace = 30.0  # lets the job in hand end

    def __init__(self, env: EnvFile, number: int) -> None:
        super().__init__(env)
        self.name = f"worker{number}"

    def prepare(self) -> None:
        make_private(var() / "celery")

    def command(self) -> list[str]:
        options = ["--pool=solo", "--without-gossip", "--without-mingle", "--without-heartbeat"]
        return [
            CELERY,
            "-A",
            "config.celery",
            "worker",
            f"--hostname={self.name}@%h",
            "--loglevel=INFO",
            *options,
        ]

    def is_ready(self) -> bool:
        return f"{self.name}@" in (log := self.fresh_log()) and " ready." in log


class Beat(Service):
    """Rings the sweeps. One per installation; two would only ring twice."""

    name = "beat"

    def prepare(self) -> None:
        make_private(var() / "celery")

    def command(self) -> list[str]:
        schedule = var() / "celery" / "beat-schedule"
        return [
            CELERY,
            "-A",
            "config.beat",
            "beat",
            "--loglevel=INFO",
            f"--schedule={schedule}",
            "--pidfile=",
        ]

    def is_ready(self) -> bool:
        return "beat: Starting" in self.fresh_log()


def forget_bells() -> None:
    """Drop messages and tables that a killed process may have left half-written: the outbox rings again."""
    for name in ("queue", "control"):
        for file in (var() / "celery" / name).glob("*"):
            file.unlink(missing_ok=True)


def background(env: EnvFile) -> list[Service]:
    """The workers (WORKERS of them, one by default) and beat."""
    count = int(os.environ.get("WORKERS", "1"))
    return [*(Worker(env, number) for number in range(1, count + 1)), Beat(env)]
