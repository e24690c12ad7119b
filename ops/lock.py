"""One supervisor per ``var/``. The kernel drops the locks of a killed process, so none can go stale."""

from __future__ import annotations

import fcntl
import json
import os
import time
from pathlib import Path
from typing import TextIO

from ops.console import say
from ops.failure import Failure
from ops.paths import var


class Lock:
    """Held by the supervisor; the file tells the others who it is and what is up."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        self._file: TextIO | None = None

    def take(self) -> bool:
        """True if the lock is now ours."""
        file = _path().open("a+", encoding="utf-8")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        self.tell([])
        return True

    def tell(self, services: list[str]) -> None:
        """Note which services are up. An empty list: still starting, or stopping."""
        assert self._file is not None
        self._file.seek(0)
        self._file.truncate()
        json.dump({"pid": os.getpid(), "purpose": self.purpose, "services": services}, self._file)
        self._file.flush()

    def drop(self) -> None:
        """Let the next one in, if it was ours."""
        if self._file is not None:
            self.tell([])
            self._file.close()
            self._file = None


class Guest:
    """A command that uses services which another supervisor holds. Such a holder may wait for its guests."""

    def __init__(self) -> None:
        self._file = _guests().open("a+")
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def leave(self) -> None:
        """We need the services no longer."""
        self._file.close()


def wait_for_guests() -> None:
    """Return when no other command uses our services."""
    with _guests().open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("services", "another command still uses them: waiting for it to end")
            fcntl.flock(file, fcntl.LOCK_EX)


def holder() -> dict[str, object] | None:
    """Who holds the lock, None if nobody."""
    path = _path()
    if not path.exists():
        return None
    with path.open("r+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return None
        except BlockingIOError:
            return _parse(file.read())


def await_services(patience: float = 90.0) -> list[str] | None:
    """The services that the holder has up, once it says so; None if it went away. Raises Failure."""
    deadline = time.monotonic() + patience
    while (found := holder()) is not None:
        services = found.get("services")
        if isinstance(services, list) and services:
            return [str(name) for name in services]
        if time.monotonic() > deadline:
            raise Failure(
                f"Process {found.get('pid')} holds {_path()} but starts no service: end it and try again."
            )
        time.sleep(0.2)
    return None


def _parse(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except ValueError:  # read while it was being written
        found = {}
    return found if isinstance(found, dict) else {}


def _path() -> Path:
    return var() / "run" / "supervisor.lock"


def _guests() -> Path:
    return var() / "run" / "guests.lock"
