"""Typed reading of the environment, the only source of secrets and addresses."""

from __future__ import annotations

import os
from pathlib import Path


class MissingSetting(RuntimeError):
    """A setting that the product cannot run without is absent from the environment."""


def text(name: str, default: str | None = None) -> str:
    """The variable, or the content of the file that NAME_FILE names."""
    if (path := os.environ.get(f"{name}_FILE")) is not None:
        return Path(path).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        raise MissingSetting(f"Set {name} (or {name}_FILE) in the environment; docs/production.md says how.")
    return value


def flag(name: str, default: bool = False) -> bool:
    """True for 1, true, yes, on."""
    raw = os.environ.get(name)
    return default if raw is None else raw.strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def load_file(path: Path) -> None:
    """Read KEY=VALUE lines as defaults: what is already in the environment wins."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        key, sign, value = line.partition("=")
        if sign and not line.lstrip().startswith("#"):
            os.environ.setdefault(key.strip(), value.strip())
