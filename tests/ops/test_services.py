"""The private services themselves, in an installation of their own: first start, crash, second start."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg
import pytest
from minio import Minio
from minio.error import S3Error
from psycopg.errors import InsufficientPrivilege

from ops import envfile, processes
from ops.paths import BASE

HOLD = [sys.executable, "-c", "import sys; print('up', flush=True); sys.stdin.read()"]


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """Nothing is given: both services are ours. In a folder that others may pass through, unlike tmp_path."""
    given = {"DATABASE_URL", "S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY", "SECRET_KEY", "PERMITS_TESTS"}
    kept = {name: value for name, value in os.environ.items() if name not in given}
    with TemporaryDirectory(prefix="permits-") as folder:
        os.chmod(folder, 0o711)
        yield kept | {"PERMITS_VAR": f"{folder}/var"}


def _start(environment: dict[str, str]) -> tuple[subprocess.Popen[str], dict[str, str]]:
    """Hold the services up until stdin is closed."""
    command = [sys.executable, "-m", "ops.services", "--", *HOLD]
    process = subprocess.Popen(
        command, cwd=BASE, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    return process, envfile.read(Path(environment["PERMITS_VAR"], "env"))


def _store(env: dict[str, str], prefix: str = "S3") -> Minio:
    keys = env[f"{prefix}_ACCESS_KEY"], env[f"{prefix}_SECRET_KEY"]
    return Minio(urlsplit(env["S3_ENDPOINT"]).netloc, *keys, secure=False, region="us-east-1")


def _pids(environment: dict[str, str]) -> list[int]:
    records = Path(environment["PERMITS_VAR"], "run").glob("*.json")
    return [pid for record in records if (pid := processes.find_orphan(record)) is not None]


def test_nothing_is_lost_when_everything_is_killed(environment: dict[str, str]) -> None:
    process, env = _start(environment)
    with psycopg.connect(env["DATABASE_URL"]) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
    _store(env).put_object("permits", "kept", io.BytesIO(b"plan"), 4)
    pids = _pids(environment)
    assert len(pids) == 2
    for pid in [process.pid, *pids]:
        os.kill(pid, signal.SIGKILL)
    process.communicate()
    process, env = _start(environment)
    with psycopg.connect(env["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(1,)]
    assert _store(env).get_object("permits", "kept").read() == b"plan"
    process.communicate()
    assert process.returncode == 0
    assert _pids(environment) == []


def test_the_application_has_no_more_rights_than_it_needs(environment: dict[str, str]) -> None:
    process, env = _start(environment)
    with psycopg.connect(env["DATABASE_URL"]) as connection:
        row = connection.execute("SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user")
        assert row.fetchone() == (False, False)
    wrong = env["DATABASE_URL"].replace(env["POSTGRES_PASSWORD"], "wrong")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(wrong)
    with pytest.raises(psycopg.OperationalError, match="pg_hba"):
        psycopg.connect(env["DATABASE_URL"].replace("permits:", "postgres:"))
    with psycopg.connect(env["DATABASE_URL"]) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute("SET session_replication_role = replica")
    with pytest.raises(S3Error, match="Access"):
        _store(env).make_bucket("another")
    with pytest.raises(S3Error):
        Minio(urlsplit(env["S3_ENDPOINT"]).netloc, secure=False, region="us-east-1").list_buckets()
    process.communicate()


def test_a_second_command_uses_what_is_up_and_leaves_it_up(environment: dict[str, str]) -> None:
    process, _env = _start(environment)
    before = _pids(environment)
    command = [sys.executable, "-m", "ops.services", "--", "sh", "-c", "exit 7"]
    assert subprocess.run(command, cwd=BASE, env=environment, check=False).returncode == 7
    assert _pids(environment) == before
    assert process.stdin is not None
    process.communicate(timeout=60)
    deadline = time.monotonic() + 20
    while _pids(environment):
        assert time.monotonic() < deadline
        time.sleep(0.1)
