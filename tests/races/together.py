"""Several people at once, each with a connection of his or her own, released by one barrier."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from django.db import connection

from tests.permits.files import FILED_ON
from workflows import legaltime
from workflows.reasons import Refused

Act = Callable[[], object]
TRIALS = 40


class Crowd:
    """So many threads, which keep their connections from trial to trial."""

    def __init__(self, size: int = 2) -> None:
        self.size = size
        self.barrier = threading.Barrier(size)

    def __enter__(self) -> Crowd:
        self.pools = [ThreadPoolExecutor(1) for _ in range(self.size)]
        return self

    def __exit__(self, *_error: object) -> None:
        for pool in self.pools:
            pool.submit(lambda: connection.close()).result()
            pool.shutdown()

    def at_once(self, *acts: Act, days: Sequence[date] = ()) -> list[object]:
        """Each act in its own thread, on its own legal day; what came of each, or why it was refused."""
        on = days or [FILED_ON] * len(acts)
        waiting = [
            pool.submit(self._one, act, day) for pool, act, day in zip(self.pools, acts, on, strict=True)
        ]
        return [one.result(timeout=60) for one in waiting]

    def _one(self, act: Act, day: date) -> object:
        with legaltime.moved_to(day):
            self.barrier.wait(30)
            try:
                return act()
            except Refused as refused:
                return refused.codes
