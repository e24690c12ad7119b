"""``var/env``: addresses and random secrets of the private services, as KEY=VALUE lines (mode 0600).

Django's settings read the same file as defaults. A variable of the real environment always wins.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

HEADER = "# Made at first start. Secrets: keep this file private. A variable of the real environment wins.\n"


class EnvFile:
    """Values kept from one start to the next."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.values = read(path)

    def get(self, name: str, default: str = "") -> str:
        """The value in force: of the real environment, else of the file."""
        return os.environ.get(name, self.values.get(name, default))

    def keep(self, name: str, make: Callable[[], str]) -> str:
        """The kept value, made and written at first use. The real environment is not looked at."""
        if name not in self.values:
            self.put(name, make())
        return self.values[name]

    def put(self, name: str, value: str) -> None:
        """Set one value and write the whole file at once, so that a crash never leaves half of it."""
        if "\n" in value:
            raise ValueError(f"{name} holds a line break; {self.path} cannot keep it.")
        self.values[name] = value
        write(self.path, self.values)


def read(path: Path) -> dict[str, str]:
    """Parse the file; an absent file is empty."""
    values: dict[str, str] = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            key, sign, value = line.partition("=")
            if sign and not line.lstrip().startswith("#"):
                values[key.strip()] = value.strip()
    return values


def write(path: Path, values: dict[str, str]) -> None:
    """Replace the file atomically; it is never readable by others, not even for a moment."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(HEADER + "".join(f"{key}={value}\n" for key, value in values.items()))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def random_secret() -> str:
    """43 characters, safe in a URL."""
    return secrets.token_urlsafe(32)


def random_key() -> str:
    """20 letters and digits, as S3 access keys are."""
    return secrets.token_hex(10).upper()
