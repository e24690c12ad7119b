"""The locks name versions and hashes, never a host: each machine has its own place to get packages from."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ops.paths import BASE

LOCKS = ("requirements.lock", "requirements-dev.lock", "package-lock.json")
FORBIDDEN = ("://", "--index-url", "--extra-index-url", "--find-links", "--trusted-host")


def main() -> int:
    """Print each line that names a host; 1 if there is one."""
    found = [line for name in LOCKS for line in hosts(BASE / name)]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


def hosts(lock: Path) -> Iterator[str]:
    """The lines of a lock that name a host."""
    for number, line in enumerate(lock.read_text(encoding="utf-8").splitlines(), 1):
        if any(word in line for word in FORBIDDEN):
            yield f"{lock.name}:{number}: {line.strip()}"


if __name__ == "__main__":
    sys.exit(main())
