"""Starts the services in order, keeps them up, and stops them so that nothing is left behind."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from ops import processes
from ops.child import Child
from ops.console import Watch, say
from ops.failure import Failure
from ops.paths import var
from ops.service import Service

PAUSE = 0.1  # seconds between two looks at a starting service
STEADY = 60.0  # seconds up after which a crash counts as the first again
LONGEST_WAIT = 60.0  # seconds between two attempts, at most


@dataclass
class Running:
    """A service, its process, and how its restarts go."""

    service: Service
    child: Child | None = None
    watch: Watch = field(default_factory=Watch)
    wait: float = 1.0
    due: float = 0.0


class Supervisor:
    """Groups of services, started one group after the other, stopped the other way round."""

    def __init__(self) -> None:
        self.groups: list[list[Running]] = []

    def start(self, services: Sequence[Service]) -> None:
        """Start a group together and wait until each member serves. Raises Failure with its last words."""
        group: list[Running] = []
        self.groups.append(group)
        for service in services:
            _end_orphan(service)
            service.prepare()
            running = Running(service)
            group.append(running)
            running.child = Child(service)
        for running in group:
            self._await(running)

    def _await(self, running: Running) -> None:
        service, child = running.service, running.child
        assert child is not None
        while not service.is_ready():
            if (code := child.ended()) is not None:
                raise Failure(f"{service.name} ended with code {code}:\n{child.last_words()}")
            if running.watch.seconds() > service.patience:
                raise Failure(f"{service.name} does not answer after {running.watch}; see {service.log}")
            time.sleep(PAUSE)
        say(service.name, f"ready in {running.watch}")

    def look(self) -> None:
        """One look at every service: what has crashed is said, and started again after a growing pause."""
        for running in (each for group in self.groups for each in group):
            if running.child is not None:
                self._notice_crash(running, running.child)
            elif time.monotonic() >= running.due:
                running.watch = Watch()
                running.child = Child(running.service)
                say(running.service.name, "started again")

    def _notice_crash(self, running: Running, child: Child) -> None:
        code = child.ended()
        if code is None:
            return
        if running.watch.seconds() > STEADY:
            running.wait = 1.0
        say(
            running.service.name,
            f"ended with code {code}: trying again in {running.wait:.0f} s; see {running.service.log}",
        )
        child.finish(time.monotonic())
        running.child = None
        running.due = time.monotonic() + running.wait
        running.wait = min(2 * running.wait, LONGEST_WAIT)

    def stop(self) -> None:
        """Stop every group, the last started first. Whatever does not end in time is killed."""
        while self.groups:
            children = [running.child for running in self.groups.pop() if running.child is not None]
            for child in children:
                child.ask_to_stop()
            begun = time.monotonic()
            for child in children:
                child.finish(begun + child.service.grace)


def _end_orphan(service: Service) -> None:
    """A killed supervisor may leave a process for a moment: end it before starting another."""
    record = var() / "run" / f"{service.name}.json"
    if (group := processes.find_orphan(record)) is not None:
        say(service.name, f"process {group} is left from an earlier start: ending it")
        processes.end_group(group, service.stop_by, service.grace)
    record.unlink(missing_ok=True)
