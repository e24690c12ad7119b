"""Doing a step again only when what it is made from has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


class Stamp:
    """A file that keeps the hash of the inputs of a step that went well."""

    def __init__(self, path: Path, inputs: Iterable[Path], *words: str) -> None:
        self.path = path
        self._now = digest(inputs, *words)

    def is_fresh(self) -> bool:
        """Were the inputs the same the last time?"""
        return self.path.is_file() and self.path.read_text(encoding="ascii") == self._now

    def set(self) -> None:
        """The step went well."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self._now, encoding="ascii")


def digest(inputs: Iterable[Path], *words: str) -> str:
    """A hash over names and contents; a missing file counts as such."""
    total = hashlib.sha256()
    for word in words:
        total.update(f"{word}\n".encode())
    for path in sorted(inputs):
        content = path.read_bytes() if path.is_file() else b"absent"
        total.update(f"{path}\n{hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()
