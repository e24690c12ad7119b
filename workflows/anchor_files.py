"""The files of the anchors: read, written once, never written again."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any, Self

from workflows.canonical import canonical

FORMAT = "a1"
NAME = re.compile(r"\d{4}-\d{2}-\d{2}\.json")
Head = tuple[int, int, str]


class BadAnchor(ValueError):
    """An anchor file that cannot be read as one; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One day's anchor. ``rows`` counts every journal row up to the id ``horizon``."""

    day: str
    made_at: str
    horizon: int
    rows: int
    heads: int
    heads_sha256: str
    previous_day: str | None
    previous_sha256: str | None

    def content(self) -> bytes:
        """The file's bytes."""
        return canonical({"format": FORMAT, **{name: getattr(self, name) for name in self.__slots__}}) + b"\n"

    @property
    def sha256(self) -> str:
        """What the next anchor says of this one."""
        return hashlib.sha256(self.content()).hexdigest()

    @classmethod
    def parse(cls, data: bytes, name: str) -> Self:
        """The anchor in these bytes. Raises BadAnchor unless they are exactly what we would write."""
        try:
            fields: dict[str, Any] = json.loads(data)
            if fields.pop("format") != FORMAT:
                raise BadAnchor(f"{name} has an unknown format.")
            anchor = cls(**fields)
            same = anchor.content() == data
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BadAnchor(f"{name} is not an anchor: {error}") from error
        if not same or f"{anchor.day}.json" != name:
            raise BadAnchor(f"{name} was changed, or renamed.")
        return anchor


def names(folder: Path) -> list[str]:
    """The anchors' files, oldest first."""
    return sorted(path.name for path in folder.glob("*.json") if NAME.fullmatch(path.name))


def read(folder: Path, name: str) -> Anchor:
    """One anchor. Raises BadAnchor."""
    try:
        return Anchor.parse((folder / name).read_bytes(), name)
    except OSError as error:
        raise BadAnchor(f"{name} cannot be read: {error.strerror}.") from error


def latest(folder: Path) -> Anchor | None:
    """The newest anchor, or None before the first. Raises BadAnchor."""
    found = names(folder)
    return read(folder, found[-1]) if found else None


def heads_path(folder: Path, day: str) -> Path:
    """The file with the heads of a day's anchor."""
    return folder / f"{day}.heads"


def heads(folder: Path, anchor: Anchor) -> Iterator[Head]:
    """The heads of an anchor. Raises BadAnchor at the end if the file is not the one that was anchored."""
    digest, lines = hashlib.sha256(), 0
    name = f"{anchor.day}.heads"
    try:
        with heads_path(folder, anchor.day).open("rb") as file:
            for line in file:
                digest.update(line)
                lines += 1
                case_id, seq, entry_hash = line.split()
                yield int(case_id), int(seq), entry_hash.decode("ascii")
    except OSError as error:
        raise BadAnchor(f"{name} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise BadAnchor(f"{name}, line {lines}, is not a head.") from error
    if (lines, digest.hexdigest()) != (anchor.heads, anchor.heads_sha256):
        raise BadAnchor(f"{name} was changed.")


def write_heads(folder: Path, day: str, rows: Iterable[Head]) -> tuple[int, str]:
    """Write a day's heads; returns how many and the file's SHA-256."""
    digest, lines = hashlib.sha256(), 0

    def encoded() -> Iterator[bytes]:
        nonlocal lines
        for case_id, seq, entry_hash in rows:
            line = f"{case_id} {seq} {entry_hash}\n".encode("ascii")
            digest.update(line)
            lines += 1
            yield line

    _write(heads_path(folder, day), encoded())
    return lines, digest.hexdigest()


def write(folder: Path, anchor: Anchor) -> None:
    """Write the anchor itself, after its heads: with this file the day is anchored."""
    _write(folder / f"{anchor.day}.json", [anchor.content()])


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    """Whole or not at all, on the disk when this returns, and readable only."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with part.open("xb") as file:
        file.writelines(chunks)
        file.flush()
        os.fsync(file.fileno())
        os.fchmod(file.fileno(), 0o444)
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Keeps other processes of this host out while an anchor is written."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as file:
        flock(file, LOCK_EX)
        yield
