"""Services cannot outlive their supervisor."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from ops import processes
from ops.paths import BASE

# A supervisor that starts one service, says its process id, and waits.
SUPERVISOR = """
import os, subprocess, sys, time
launch = [sys.executable, "-m", "ops.launch", "--parent", str(os.getpid()), "--die-by", "15", "--"]
child = subprocess.Popen(launch + ["sleep", "60"], start_new_session=True)
print(child.pid, flush=True)
time.sleep(60)
"""


def _supervisor() -> tuple[subprocess.Popen[str], int]:
    process = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR], cwd=BASE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, int(process.stdout.readline())


def _command(pid: int) -> str:
    with open(f"/proc/{pid}/cmdline", encoding="utf-8") as file:
        return file.read()


def test_a_killed_supervisor_takes_its_service_along() -> None:
    supervisor, service = _supervisor()
    deadline = time.monotonic() + 20
    while not _command(service).startswith("sleep"):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    supervisor.kill()
    supervisor.communicate()
    while processes.start_time(service) is not None:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_service_whose_supervisor_is_gone_already_does_not_start() -> None:
    command = [sys.executable, "-m", "ops.launch", "--parent", "1", "--", "echo", "started"]
    done = subprocess.run(command, cwd=BASE, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "supervisor is gone" in done.stderr
    assert "started" not in done.stdout


@pytest.mark.skipif(os.getuid() != 0, reason="only root has privileges to drop")
def test_root_is_dropped_for_good() -> None:
    program = "import os; print(os.getuid(), os.getgid(), os.getgroups()); os.setuid(0)"
    command = [
        sys.executable,
        "-m",
        "ops.launch",
        "--uid",
        "65534",
        "--gid",
        "65534",
        "--",
        "/usr/bin/python3",
        "-c",
        program,
    ]
    done = subprocess.run(command, cwd=BASE, capture_output=True, text=True, check=False)
    assert done.stdout == "65534 65534 []\n"
    assert "PermissionError" in done.stderr
