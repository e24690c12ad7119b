"""``make run``: everything up, until Ctrl-C."""

from __future__ import annotations

import signal
import sys
import time
from types import FrameType

from ops import stack
from ops.console import Watch, say
from ops.failure import Failure
from ops.lock import Lock, holder
from ops.paths import var
from ops.queue import forget_bells
from ops.supervisor import Supervisor
from ops.web import Web


class Stopped(BaseException):
    """Somebody asked us to end."""


def main() -> int:
    """Run until asked to stop. The exit code is 0 then, 1 if something could not start."""
    env = stack.open_env()
    lock = Lock("run")
    supervisor = Supervisor()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        _wait_for_turn(lock)
        watch = Watch()
        application = stack.application(env)
        supervisor.start(stack.foundations(env))
        stack.upgrade()
        forget_bells()
        supervisor.start(application)
        lock.tell([running.service.name for group in supervisor.groups for running in group])
        _greet(watch, next(service for service in application if isinstance(service, Web)))
        while True:
            time.sleep(0.5)
            supervisor.look()
    except Stopped:
        return 0
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    finally:
        _end(supervisor, lock)


def _wait_for_turn(lock: Lock) -> None:
    """One `run` at a time; a running test or demo is waited for, since the services are its own."""
    told = False
    while not lock.take():
        found = holder() or {}
        if found.get("purpose") == "run":
            raise Failure(f"Already running (process {found.get('pid')}): `make stop` ends it.")
        if not told:
            say("services", f"in use by process {found.get('pid')}: waiting for it to end")
            told = True
        time.sleep(0.5)


def _greet(watch: Watch, web: Web) -> None:
    say("all", f"up in {watch}; logs in {var() / 'log'}; Ctrl-C stops everything")
    say("pages", f"{web.address}/")
    accounts = var() / "demo-accounts.txt"
    if accounts.is_file():
        say("sign in", f"people of the demonstration city: {accounts}")


def _end(supervisor: Supervisor, lock: Lock) -> None:
    """Nothing may interrupt this: each step has its own time limit."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    watch = Watch()
    if any(supervisor.groups):
        say("all", "stopping")
        supervisor.stop()
        say("all", f"stopped in {watch}")
    lock.drop()


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


if __name__ == "__main__":
    sys.exit(main())
