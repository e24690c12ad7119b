"""Short lines for a person on the console; the details are in the logs."""

from __future__ import annotations

import sys
import time


def say(name: str, text: str) -> None:
    """One line: who, what."""
    print(f"{name:>10}  {text}", file=sys.stderr, flush=True)


class Watch:
    """Seconds since it was made."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def __str__(self) -> str:
        return f"{self.seconds():.1f} s"

    def seconds(self) -> float:
        """Elapsed time, in seconds."""
        return time.monotonic() - self._start
