"""``python -m ops.services [--app] -- COMMAND…``: run a command with the private services up, then stop them.

``--app`` also brings the data up to date and starts workers and beat. If a supervisor of this ``var/``
is up already, its services are used and left alone.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from ops import stack
from ops.failure import Failure
from ops.lock import Guest, Lock, await_services, wait_for_guests
from ops.paths import BASE
from ops.queue import background, forget_bells
from ops.supervisor import Supervisor


def main(arguments: list[str]) -> int:
    """Run the command; its exit code is ours."""
    parser = argparse.ArgumentParser(prog="ops.services", description="Run a command with the services up.")
    parser.add_argument("--app", action="store_true", help="migrate first; workers and beat too")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with services(app=options.app):
            return _run(options.command)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


@contextmanager
def services(*, app: bool) -> Iterator[None]:
    """Services while the block lasts: our own, or those of a supervisor that is up. Raises Failure."""
    env = stack.open_env()
    lock = Lock("services")
    while not lock.take():
        guest = Guest()
        if (up := await_services()) is not None:
            with _as_guest(guest, app=app and "beat" not in up):
                yield
            return
        guest.leave()
    supervisor = Supervisor()
    try:
        supervisor.start(stack.foundations(env))
        if app:
            stack.upgrade()
            forget_bells()
            supervisor.start(background(env))
        lock.tell([running.service.name for group in supervisor.groups for running in group] or ["none"])
        yield
        wait_for_guests()
    finally:
        _quietly_end(supervisor)
        lock.drop()


@contextmanager
def _as_guest(guest: Guest, *, app: bool) -> Iterator[None]:
    """Use what is up; add workers if the holder has none."""
    supervisor = Supervisor()
    try:
        if app:
            stack.upgrade()
            supervisor.start(background(stack.open_env()))
        yield
    finally:
        _quietly_end(supervisor)
        guest.leave()


def _quietly_end(supervisor: Supervisor) -> None:
    previous = [signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)]
    supervisor.stop()
    for number, handler in zip((signal.SIGINT, signal.SIGTERM), previous, strict=True):
        signal.signal(number, handler)


def _run(command: list[str]) -> int:
    """Run the command in the foreground: Ctrl-C is the command's to handle, we wait for it."""
    process = subprocess.Popen(command, cwd=BASE)
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: process.terminate())
    try:
        code = process.wait()
    finally:
        signal.signal(signal.SIGINT, previous)
        signal.signal(signal.SIGTERM, _interrupt)
    return code if code >= 0 else 128 - code


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
