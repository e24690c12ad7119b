"""Processes left from an earlier start: found if they are ours, never mistaken for others."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ops import processes

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
PARENT = (
    "import subprocess, sys, time; subprocess.Popen(sys.argv[1:]); print('up', flush=True); time.sleep(60)"
)


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    """A process that leads its own group."""
    process = subprocess.Popen(SLEEPER, start_new_session=True)
    yield process
    processes.kill_group(process.pid, signal.SIGKILL)
    process.wait()


def test_a_running_process_is_found(tmp_path: Path, sleeper: subprocess.Popen[bytes]) -> None:
    processes.write_record(tmp_path / "web.json", sleeper.pid)
    assert processes.find_orphan(tmp_path / "web.json") == sleeper.pid


@pytest.mark.parametrize("field, value", [("start", 1), ("boot", "another boot")])
def test_an_id_used_again_is_not_ours(
    tmp_path: Path, sleeper: subprocess.Popen[bytes], field: str, value: object
) -> None:
    record = tmp_path / "web.json"
    processes.write_record(record, sleeper.pid)
    record.write_text(json.dumps(json.loads(record.read_text()) | {field: value}))
    assert processes.find_orphan(record) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": "x"}', '{"pid": 1}'])
def test_a_broken_record_is_no_orphan(tmp_path: Path, content: str) -> None:
    (tmp_path / "web.json").write_text(content)
    assert processes.find_orphan(tmp_path / "web.json") is None


def test_a_process_that_ended_is_no_orphan(tmp_path: Path, sleeper: subprocess.Popen[bytes]) -> None:
    processes.write_record(tmp_path / "web.json", sleeper.pid)
    sleeper.kill()  # and not yet waited for: only its remains are there
    _until(lambda: processes.start_time(sleeper.pid) is None)
    assert processes.find_orphan(tmp_path / "web.json") is None


def test_children_of_a_killed_leader_are_found_and_ended(tmp_path: Path) -> None:
    leader = subprocess.Popen(
        [sys.executable, "-c", PARENT, *SLEEPER], start_new_session=True, stdout=subprocess.PIPE
    )
    assert leader.stdout is not None
    assert leader.stdout.readline() == b"up\n"
    processes.write_record(tmp_path / "web.json", leader.pid)
    leader.kill()
    leader.wait()
    leader.stdout.close()
    assert processes.find_orphan(tmp_path / "web.json") == leader.pid
    processes.end_group(leader.pid, signal.SIGTERM, grace=10)
    _until(lambda: processes.find_orphan(tmp_path / "web.json") is None)


def _until(holds: Callable[[], bool]) -> None:
    """Wait for what the kernel does a moment later."""
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)
