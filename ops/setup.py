"""``make setup``: everything the product needs, from a bare system. Run by the system's own python3.

Only the standard library here: this makes the virtual environment. Each step is skipped when its
inputs have not changed, so the second time is quick.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from ops import debian
from ops.console import Watch, say
from ops.failure import Failure
from ops.paths import BASE, PYTHON, VENV, make_private, var
from ops.stamp import Stamp

OLDEST_PYTHON = (3, 11)
LOCK = BASE / "requirements-dev.lock"


def main(arguments: list[str]) -> int:
    """Set up; 0 if all is there, 1 with a sentence otherwise."""
    parser = argparse.ArgumentParser(prog="ops.setup")
    parser.add_argument("--for", dest="purpose", choices=("run", "test"), default="run")
    purpose = parser.parse_args(arguments).purpose
    try:
        with Path(__file__).open() as lock:  # one set-up at a time
            fcntl.flock(lock, fcntl.LOCK_EX)
            _set_up(purpose)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


def _set_up(purpose: str) -> None:
    if sys.version_info < OLDEST_PYTHON:
        raise Failure(f"Python {sys.version.split()[0]} is too old: 3.11 or later is needed.")
    debian.ensure(needs(purpose))
    _python_packages()
    _node_packages()
    _web_files()
    _catalogues()
    _static_files()


def needs(purpose: str) -> tuple[debian.Need, ...]:
    """Debian packages for a purpose. In CI nothing may be skipped, so the archive check's are needed too."""
    if purpose == "run":
        return debian.BASE
    ci = os.environ.get("CI", "").lower() in {"1", "true"}
    return debian.BASE + debian.TESTS + (debian.ARCHIVE_CHECK if ci else ())


def _python_packages() -> None:
    stamp = Stamp(VENV / ".stamp", [LOCK], sys.version, str(VENV))
    if stamp.is_fresh():
        return
    watch = Watch()
    say("python", "installing the locked packages into .venv (the first time takes minutes)")
    if not _works(PYTHON):
        shutil.rmtree(VENV, ignore_errors=True)
        _run("python3 -m venv", [sys.executable, "-m", "venv", str(VENV)])
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    _run("pip install", [*pip, "--no-deps", "--require-hashes", "-r", str(LOCK)])
    stamp.set()
    say("python", f"installed in {watch}")


def _works(python: Path) -> bool:
    """Is there a virtual environment, with pip, that did not break when the checkout was moved?"""
    try:
        return (
            subprocess.run(
                [str(python), "-m", "pip", "--version"], capture_output=True, check=False
            ).returncode
            == 0
        )
    except OSError:
        return False


def _node_packages() -> None:
    """Fonts and browser files, by the npm that a Python package brings."""
    stamp = Stamp(BASE / "node_modules" / ".stamp", [BASE / "package.json", BASE / "package-lock.json"])
    if stamp.is_fresh():
        return
    watch = Watch()
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    _run("npm ci", [str(VENV / "bin" / "npm"), "ci", "--ignore-scripts"], PATH=path)
    stamp.set()
    say("fonts", f"installed in {watch}")


def _web_files() -> None:
    """What pages load of these packages: named files, fonts cut down."""
    inputs = [BASE / "package-lock.json", BASE / "ops" / "webfiles.py"]
    stamp = Stamp(BASE / "node_modules" / ".stamp-web", inputs)
    if stamp.is_fresh() and (BASE / "static" / "vendor").is_dir():
        return
    _run("ops.webfiles", [str(PYTHON), "-m", "ops.webfiles"])
    stamp.set()


def _catalogues() -> None:
    """Translations: every .po becomes a .mo beside it."""
    sources = sorted((BASE / "locale").glob("*/LC_MESSAGES/*.po"))
    stamp = Stamp(VENV / ".stamp-catalogues", sources)
    if stamp.is_fresh() and all(source.with_suffix(".mo").exists() for source in sources):
        return
    for source in sources:
        domain, language = source.stem, source.parent.parent.name
        options = [f"--domain={domain}", f"--locale={language}", f"--directory={BASE / 'locale'}"]
        _run("pybabel compile", [str(VENV / "bin" / "pybabel"), "-q", "compile", "--statistics", *options])
    stamp.set()


def _static_files() -> None:
    """Collect what the pages load, for WhiteNoise. Needs no database: the addresses given are never used."""
    files = [
        path for folder in BASE.glob("**/static") if not _is_foreign(folder) for path in folder.rglob("*")
    ]
    stamp = Stamp(var() / "static" / ".stamp", [*files, LOCK, BASE / "config" / "settings.py"])
    if stamp.is_fresh():
        return
    make_private(var(), 0o711)
    unused = {"SECRET_KEY": "collect", "DATABASE_URL": "postgres://127.0.0.1/none", "LOG_LEVEL": "WARNING"}
    _run(
        "collectstatic", [str(PYTHON), "manage.py", "collectstatic", "--noinput", "--clear", "-v0"], **unused
    )
    stamp.set()


def _is_foreign(folder: Path) -> bool:
    return folder.relative_to(BASE).parts[0] in {".venv", "node_modules", "var"}


def _run(name: str, command: list[str], **variables: str) -> None:
    environment = {**os.environ, **variables}
    done = subprocess.run(command, cwd=BASE, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failure(f"{name} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
