"""Finding and ending process groups of an earlier start, without ever touching anybody else's.

A process id alone is not proof: ids are used again. The start time that the kernel keeps for the
id, and the boot it belongs to, are compared too.
"""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def boot_id() -> str:
    """Changes at each start of the machine."""
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


def start_time(pid: int) -> int | None:
    """When the process started, in clock ticks since boot; None if there is none, or only its remains."""
    fields = _stat(pid)
    return None if fields is None or fields[0] in "ZX" else int(fields[19])


def group_of(pid: int) -> int | None:
    """The process group, None for a process that is gone."""
    fields = _stat(pid)
    return None if fields is None or fields[0] in "ZX" else int(fields[2])


def _stat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat from the third (state) on; the second may hold blanks."""
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        )
    except OSError:
        return None


def write_record(path: Path, pid: int) -> None:
    """Note a process that we started."""
    record = {"pid": pid, "start": start_time(pid), "boot": boot_id()}
    path.write_text(json.dumps(record), encoding="utf-8")


def find_orphan(path: Path) -> int | None:
    """The process group of the record if it is still ours and alive, else None."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        pid, start, boot = int(record["pid"]), record["start"], record["boot"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if boot != boot_id():
        return None
    now = start_time(pid)
    if now is not None:
        return pid if now == start else None
    # The leader is gone. The kernel does not give its number away while its group has members.
    return pid if any(_members(pid)) else None


def end_group(group: int, polite: signal.Signals, grace: float) -> None:
    """Ask the group to end, wait up to `grace` seconds, then kill it."""
    kill_group(group, polite)
    deadline = time.monotonic() + grace
    while any(_members(group)) and time.monotonic() < deadline:
        time.sleep(0.1)
    kill_group(group, signal.SIGKILL)


def kill_group(group: int, number: signal.Signals) -> None:
    """Signal every process of a group; nothing happens if it is empty."""
    with suppress(ProcessLookupError):
        os.killpg(group, number)


def _members(group: int) -> Iterator[int]:
    for entry in os.listdir("/proc"):
        if entry.isdigit() and group_of(int(entry)) == group:
            yield int(entry)
