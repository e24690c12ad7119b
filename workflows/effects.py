"""Effects: what a job does, by name. An app registers its own in a module that its ``ready()`` imports.

An effect is called with the job's identifiers, outside any transaction and lock. If it has a parameter
``case_id`` or ``key``, it is given the job's. It may be called again after a crash, so it is idempotent: it
looks first whether its work is done, and what it sends carries the key (a mail's Message-ID).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from inspect import signature
from typing import Any, TypeVar

ATTEMPTS = 12  # with the back-off of the outbox: about three hours
LEASE = timedelta(minutes=5)

Run = TypeVar("Run", bound=Callable[..., object])


class UnknownEffect(LookupError):
    """No effect has this name."""


class Permanent(Exception):
    """Raised by an effect that no repetition can help: the job is dead at once, with this message."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A named effect, how often it is tried, and for how long a worker may hold it."""

    name: str
    run: Callable[..., object]
    attempts: int
    lease: timedelta

    def call(self, ids: Mapping[str, Any], *, case_id: int | None, key: str) -> None:
        """Run it on these identifiers."""
        wanted = signature(self.run).parameters
        of_job = {"case_id": case_id, "key": key}
        self.run(**ids, **{name: value for name, value in of_job.items() if name in wanted})


_registry: dict[str, Effect] = {}


def effect(name: str, *, attempts: int = ATTEMPTS, lease: timedelta = LEASE) -> Callable[[Run], Run]:
    """Register the decorated function under this name. Raises ValueError if the name is taken.

    ``lease`` must exceed the effect's longest run: when it lapses, another worker starts it again.
    """

    def register(run: Run) -> Run:
        if name in _registry:
            raise ValueError(f"Two effects are named {name!r}.")
        _registry[name] = Effect(name, run, attempts, lease)
        return run

    return register


def find(name: str) -> Effect:
    """The effect of this name. Raises UnknownEffect."""
    try:
        return _registry[name]
    except KeyError:
        raise UnknownEffect(f"No effect is named {name!r}.") from None
