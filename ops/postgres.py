"""A private PostgreSQL on the loopback address, with its data in ``var/postgres``.

The application's role owns its database and may create others (tests do), but is no superuser, and
only it may connect. The superuser works in single-user mode alone (``postgres --single``).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from ops import ports, processes
from ops.console import say
from ops.envfile import EnvFile, random_secret
from ops.failure import Failure
from ops.identity import Identity, unprivileged
from ops.paths import BASE, var
from ops.pgbinaries import find_binaries
from ops.service import Service

FIRST_PORT = 15_440
ROLE = "permits"
IMPOSSIBLE_PID = 4_194_305  # one above the highest the kernel gives
OPTIONS = {
    "listen_addresses": ports.LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "200",
    "password_encryption": "scram-sha-256",
}

ACCESS = f"host all {ROLE} {ports.LOOPBACK}/32 scram-sha-256\n"


class Postgres(Service):
    """Used unless DATABASE_URL is set in the real environment."""

    name = "postgres"
    stop_by = signal.SIGINT  # fast shutdown: does not wait for clients to leave
    patience = 60.0  # after a crash it first replays its log
    grace = 30.0

    def __init__(self, env: EnvFile) -> None:
        super().__init__(env)
        self.data = var() / "postgres"
        self.binaries = find_binaries(self.data)
        self._identity = unprivileged(self.data, [self.binaries / "postgres"])

    def prepare(self) -> None:
        password = self.env.keep("POSTGRES_PASSWORD", random_secret)
        kept = urlsplit(self.env.values.get("DATABASE_URL", "")).port
        port = kept or ports.find_block(FIRST_PORT)
        if not ports.is_free(port):
            port = ports.find_block(FIRST_PORT)
            say(self.name, f"port {kept} is busy: using {port} from now on")
        self.env.put("DATABASE_URL", f"postgres://{ROLE}:{password}@{ports.LOOPBACK}:{port}/{ROLE}")
        if not self.data.exists():
            self._create(password)
        self._disown_dead_postmaster()
        if os.environ.get("PERMITS_TESTS") and "POSTGRES_TESTS" not in self.env.values:
            # Tests play a superuser who tampers with the journal; nobody else gets this right.
            self._as_superuser(self.data, f"GRANT SET ON PARAMETER session_replication_role TO {ROLE}")
            self.env.put("POSTGRES_TESTS", "1")

    def command(self) -> list[str]:
        port = urlsplit(self.env.values["DATABASE_URL"]).port
        options = [f"--{name.replace('_', '-')}={value}" for name, value in OPTIONS.items()]
        return [str(self.binaries / "postgres"), "-D", str(self.data), "-p", str(port), *options]

    def identity(self) -> Identity:
        return self._identity

    def is_ready(self) -> bool:
        try:
            with psycopg.connect(self.env.values["DATABASE_URL"], connect_timeout=2) as connection:
                connection.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _disown_dead_postmaster(self) -> None:
        """A killed postmaster that nobody has buried yet looks alive to PostgreSQL. Name an impossible
        process in its place, so that PostgreSQL makes its other checks (shared memory still in use?)."""
        path = self.data / "postmaster.pid"
        if path.exists():
            pid, *rest = path.read_text(encoding="utf-8").splitlines()
            if pid.isdigit() and processes.start_time(int(pid)) is None:
                path.write_text("\n".join([str(IMPOSSIBLE_PID), *rest, ""]), encoding="utf-8")

    def _create(self, password: str) -> None:
        """Make the cluster beside its place and move it in when complete: no half-made one can stay."""
        fresh = self.data.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if self._identity.uid is not None:
            shutil.chown(fresh, self._identity.uid, self._identity.gid)
        initdb = ["--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"]
        self._run("initdb", "-D", str(fresh), *initdb, "--auth=reject", given="")
        (fresh / "pg_hba.conf").write_text(ACCESS, encoding="ascii")
        self._as_superuser(fresh, f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{password}'")
        self._as_superuser(fresh, f"CREATE DATABASE {ROLE} OWNER {ROLE}")
        fresh.rename(self.data)

    def _as_superuser(self, data: Path, statement: str) -> None:
        """Run one statement while the server is down: the only way in for the superuser."""
        self._run("postgres", "--single", "-D", str(data), "postgres", given=f"{statement}\n")

    def _run(self, program: str, *arguments: str, given: str) -> None:
        launch = [sys.executable, "-m", "ops.launch", *self._identity.options(), "--"]
        command = [*launch, str(self.binaries / program), *arguments]
        done = subprocess.run(command, input=given, cwd=BASE, capture_output=True, text=True, check=False)
        if done.returncode != 0 or "ERROR" in done.stderr:
            raise Failure(f"{program} failed:\n{done.stdout}{done.stderr}")
