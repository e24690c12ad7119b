"""``make stop``: end a running supervisor; else end what a killed one may have left."""

from __future__ import annotations

import os
import signal
import sys
import time

from ops import processes
from ops.console import Watch, say
from ops.lock import holder
from ops.paths import var

PATIENCE = 120.0  # seconds; the supervisor's own limits are shorter


def main() -> int:
    """0 if nothing of this installation runs any more."""
    if not (var() / "run").is_dir():
        say("all", "nothing was running")
        return 0
    found = holder()
    if found is None or not isinstance(pid := found.get("pid"), int):
        return _end_orphans()
    watch = Watch()
    os.kill(pid, signal.SIGTERM)
    while (now := holder()) is not None and now.get("pid") == pid:
        if watch.seconds() > PATIENCE:
            say("all", f"process {pid} does not end: see {var() / 'log'}")
            return 1
        time.sleep(0.2)
    say("all", f"stopped in {watch}")
    return 0


def _end_orphans() -> int:
    records = sorted((var() / "run").glob("*.json"))
    groups = [group for record in records if (group := processes.find_orphan(record)) is not None]
    for group in groups:
        processes.end_group(group, signal.SIGINT, grace=15.0)
    for record in records:
        record.unlink(missing_ok=True)
    say(
        "all",
        f"ended {len(groups)} processes left from an earlier start" if groups else "nothing was running",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
