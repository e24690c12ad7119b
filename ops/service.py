"""What a service is: how it starts, how it shows that it works, how it stops."""

from __future__ import annotations

import signal
from abc import ABC, abstractmethod
from pathlib import Path

from ops.envfile import EnvFile
from ops.identity import Identity
from ops.paths import var


class Service(ABC):
    """One process (and its children) under the supervisor."""

    name: str
    stop_by: signal.Signals = signal.SIGTERM
    patience: float = 30.0  # seconds it may take to become ready
    grace: float = 10.0  # seconds it may take to stop

    def __init__(self, env: EnvFile) -> None:
        self.env = env
        self.log_start = 0  # where this start begins in the log, in bytes

    @property
    def log(self) -> Path:
        """Everything it prints."""
        return var() / "log" / f"{self.name}.log"

    def fresh_log(self) -> str:
        """What it printed since this start."""
        with self.log.open("rb") as file:
            file.seek(self.log_start)
            return file.read().decode("utf-8", errors="replace")

    def prepare(self) -> None:
        """Make what must exist before the start: data, keys, free ports."""
        return

    @abstractmethod
    def command(self) -> list[str]:
        """The command line."""

    def environment(self) -> dict[str, str]:
        """Variables added to ours."""
        return {}

    def identity(self) -> Identity:
        """The user it runs as."""
        return Identity()

    @abstractmethod
    def is_ready(self) -> bool:
        """Does it really serve? Asked again and again until True; must not raise."""

    def stopped(self) -> None:
        """Clear what the process leaves behind. Called once it has ended."""
        return
