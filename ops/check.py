"""``make check``: everything that can be said without running the product. No service is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ops.console import Watch, say
from ops.envfile import random_secret
from ops.paths import BASE, PYTHON, VENV

TYPED = ("accounts", "documents", "workflows", "signatures", "permits", "config", "ops")
NOWHERE = "postgres://nobody@127.0.0.1:9/none"  # checks must not need a database


def steps() -> dict[str, list[str]]:
    """What is checked, by which command, in the order in which it is cheapest to know."""
    tool, manage = VENV / "bin", [str(PYTHON), "manage.py"]
    return {
        "locks": _module("ops.locks"),
        "links": _module("ops.links"),
        "readme": _module("ops.readme"),
        "lint": [str(tool / "ruff"), "check", "--quiet", "."],
        "format": [str(tool / "ruff"), "format", "--check", "--quiet", "."],
        "imports": [str(tool / "lint-imports")],
        "project": _module("ops.djangochecks"),
        "migrations": [*manage, "makemigrations", "--check", "--dry-run"],
        "procedures": [*manage, "procedures", "check"],
        "types": [str(tool / "mypy"), "--no-error-summary", *TYPED],
    }


def main() -> int:
    """Run every step, say each result, show what failed. 1 if anything did."""
    watch = Watch()
    failed = [name for name, command in steps().items() if not _passes(name, command)]
    say("check", f"{'failed: ' + ', '.join(failed) if failed else 'all good'}, in {watch}")
    return 1 if failed else 0


def _passes(name: str, command: list[str]) -> bool:
    watch = Watch()
    done = subprocess.run(
        command,
        cwd=BASE,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    say(name, f"{'ok' if done.returncode == 0 else 'FAILED'} in {watch}")
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr, flush=True)
    return done.returncode == 0


def _environment() -> dict[str, str]:
    """As in production, and nothing of this machine's ``var/``."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "PERMITS_VAR": str(Path(BASE, "var", "check")),
        "SECRET_KEY": random_secret() * 2,
        "DATABASE_URL": NOWHERE,
        "PUBLIC_URL": "https://permits.example",
        "ALLOWED_HOSTS": "permits.example",
        "PYTHONWARNINGS": "ignore",
        "LOG_LEVEL": "ERROR",
    }


def _module(name: str) -> list[str]:
    return [str(PYTHON), "-m", name]


if __name__ == "__main__":
    sys.exit(main())
