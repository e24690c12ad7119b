"""One running service: start in its own process group, stop the whole group, remember it on disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from ops import processes
from ops.failure import Failure
from ops.paths import BASE, var
from ops.service import Service

LARGE_LOG = 10_000_000  # bytes; a larger log is set aside at the next start


class Child:
    """A service's process. The file ``var/run/NAME.json`` lets a later start find it if we are killed."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.record = var() / "run" / f"{service.name}.json"
        self._process = self._spawn()
        processes.write_record(self.record, self._process.pid)

    def _spawn(self) -> subprocess.Popen[bytes]:
        launch = [sys.executable, "-m", "ops.launch", "--parent", str(os.getpid())]
        launch += ["--die-by", str(int(self.service.stop_by)), *self.service.identity().options(), "--"]
        try:
            return self._open(launch + self.service.command())
        except OSError as error:
            raise Failure(f"{self.service.name} could not be started: {error}") from error

    def _open(self, command: list[str]) -> subprocess.Popen[bytes]:
        with open_log(self.service.log) as log:
            self.service.log_start = log.tell()
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=BASE,
                env={**os.environ, **self.service.environment()},
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The process id, which is also the process group's."""
        return self._process.pid

    def ended(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._process.poll()

    def ask_to_stop(self) -> None:
        """Send the polite signal to the main process, which stops its own children."""
        if self.ended() is None:
            self._process.send_signal(self.service.stop_by)

    def finish(self, deadline: float) -> None:
        """Wait until the (monotonic) deadline, then kill what is left of the group, and forget it."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.1, deadline - time.monotonic()))
        processes.kill_group(self.pid, signal.SIGKILL)
        self._process.wait()
        self.service.stopped()
        self.record.unlink(missing_ok=True)

    def last_words(self, lines: int = 12) -> str:
        """The end of its log, for a start that failed."""
        return "\n".join(self.service.fresh_log().splitlines()[-lines:])


def open_log(path: Path) -> BinaryIO:
    """Open for appending; a large one is set aside first (one older log is kept)."""
    if path.exists() and path.stat().st_size > LARGE_LOG:
        path.replace(path.with_suffix(".old.log"))
    return path.open("ab")
