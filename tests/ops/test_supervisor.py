"""The supervisor: waits until a service serves, restarts what crashes, leaves nothing behind."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from ops import processes, stack, supervisor
from ops.envfile import EnvFile
from ops.failure import Failure
from ops.paths import prepare_var
from ops.service import Service

# Says that it is up, has a child of its own, and ignores being asked to stop if told so.
PROGRAM = """
import signal, subprocess, sys, time
if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen(["sleep", "60"])
print("up", flush=True)
time.sleep(60)
"""


class Trial(Service):
    """A service that needs nothing."""

    name = "trial"
    patience = 20.0
    grace = 1.0

    def __init__(self, env: EnvFile, *words: str) -> None:
        super().__init__(env)
        self.words = words

    def command(self) -> list[str]:
        return [sys.executable, *(self.words or ("-c", PROGRAM))]

    def is_ready(self) -> bool:
        return "up" in self.fresh_log()


@pytest.fixture
def env(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EnvFile:
    """An installation of its own."""
    monkeypatch.setenv("PERMITS_VAR", str(tmp_path))
    return EnvFile(prepare_var() / "env")


@pytest.fixture
def overseer() -> Iterator[supervisor.Supervisor]:
    """A supervisor that is always stopped at the end."""
    made = supervisor.Supervisor()
    yield made
    made.stop()


def _pid(overseer: supervisor.Supervisor) -> int:
    child = overseer.groups[0][0].child
    assert child is not None
    return child.pid


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _look_until(overseer: supervisor.Supervisor, *, runs: bool) -> None:
    def looked() -> bool:
        overseer.look()
        return (overseer.groups[0][0].child is not None) == runs

    _until(looked)


def _group_is_gone(pid: int) -> bool:
    try:
        os.killpg(pid, 0)
    except ProcessLookupError:
        return True
    return all(processes.start_time(each) is None for each in processes._members(pid))


@pytest.mark.parametrize("words", [(), ("-c", PROGRAM, "stubborn")])
def test_stopping_leaves_no_process_and_no_record(
    env: EnvFile, overseer: supervisor.Supervisor, words: tuple[str, ...]
) -> None:
    overseer.start([Trial(env, *words)])
    pid = _pid(overseer)
    assert (env.path.parent / "run" / "trial.json").exists()
    overseer.stop()
    _until(lambda: _group_is_gone(pid))
    assert list((env.path.parent / "run").glob("*.json")) == []


def test_a_service_that_ends_at_once_fails_with_its_last_words(
    env: EnvFile, overseer: supervisor.Supervisor
) -> None:
    with pytest.raises(Failure, match="trial ended with code 3:\nno such thing"):
        overseer.start([Trial(env, "-c", "import sys; print('no such thing'); sys.exit(3)")])


def test_a_service_that_never_serves_is_given_up(env: EnvFile, overseer: supervisor.Supervisor) -> None:
    service = Trial(env, "-c", "import time; time.sleep(60)")
    service.patience = 0.5
    with pytest.raises(Failure, match="does not answer"):
        overseer.start([service])


def test_what_crashes_is_started_again_after_longer_and_longer(
    env: EnvFile, overseer: supervisor.Supervisor, capsys: pytest.CaptureFixture[str]
) -> None:
    overseer.start([Trial(env)])
    for wait in ("1 s", "2 s"):
        os.kill(killed := _pid(overseer), signal.SIGKILL)
        _look_until(overseer, runs=False)
        assert f"ended with code -9: trying again in {wait}" in capsys.readouterr().err
        _until(partial(_group_is_gone, killed))
        _look_until(overseer, runs=True)
        assert _pid(overseer) != killed


def test_an_orphan_of_an_earlier_start_is_ended_first(env: EnvFile, overseer: supervisor.Supervisor) -> None:
    earlier = supervisor.Supervisor()
    earlier.start([Trial(env)])
    left = _pid(earlier)
    overseer.start([Trial(env)])
    assert _pid(overseer) != left
    _until(lambda: _group_is_gone(left))
    earlier.stop()


def test_what_the_environment_gives_is_not_started(env: EnvFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/permits")
    monkeypatch.delenv("S3_ENDPOINT", raising=False)
    assert [service.name for service in stack.foundations(env)] == ["s3"]
    monkeypatch.setenv("S3_ENDPOINT", "https://s3.example")
    assert stack.foundations(env) == []
