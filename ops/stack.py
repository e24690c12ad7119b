"""Which services this installation needs, in which order: what the real environment gives is not started."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable

from ops.console import Watch, say
from ops.envfile import EnvFile, random_secret
from ops.failure import Failure
from ops.paths import BASE, PYTHON, prepare_var, var
from ops.postgres import Postgres
from ops.queue import background
from ops.service import Service
from ops.web import Web
from ops.weed import Weed

FOUNDATIONS: dict[str, Callable[[EnvFile], Service]] = {"DATABASE_URL": Postgres, "S3_ENDPOINT": Weed}


def open_env() -> EnvFile:
    """The folder and file of this installation, with what every process needs to start."""
    os.umask(0o077)
    env = EnvFile(prepare_var() / "env")
    env.keep("SECRET_KEY", random_secret)
    env.keep("DEMO", lambda: "1")
    return env


def foundations(env: EnvFile) -> list[Service]:
    """Database and object store, unless they are given."""
    needed = []
    for variable, service in FOUNDATIONS.items():
        if os.environ.get(variable) or os.environ.get(f"{variable}_FILE"):
            say("given", f"{variable} is set: not starting our own")
        else:
            needed.append(service(env))
    return needed


def application(env: EnvFile) -> list[Service]:
    """Pages, workers, beat."""
    return [Web(env), *background(env)]


def upgrade() -> None:
    """Bring the data to this version of the code. Raises Failure."""
    watch = Watch()
    log = var() / "log" / "upgrade.log"
    with log.open("ab") as file:
        command = [str(PYTHON), "-m", "ops.upgrade"]
        done = subprocess.run(
            command, cwd=BASE, stdout=file, stderr=file, stdin=subprocess.DEVNULL, check=False
        )
    if done.returncode != 0:
        words = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-12:])
        raise Failure(f"The data could not be brought to this version:\n{words}")
    say("data", f"up to date in {watch}")
