#!/usr/bin/env python3
"""Check an exported journal, and its anchors, with nothing but Python: no database, no code of the platform.

    python3 verify_journal.py EXPORT.json [--anchors FOLDER] [--sha256 HASH]

EXPORT.json comes from ``manage.py journal export``; FOLDER holds the anchors (``YYYY-MM-DD.json`` and
``.heads``). ``--sha256`` is the hash of an anchor that was noted elsewhere when it was made: it must be
among them. Prints what is wrong and which entries no anchor covers yet. Exit code 0: whole; 1: broken.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GENESIS = "0" * 64
NAME = re.compile(r"\d{4}-\d{2}-\d{2}\.json")
Json = dict[str, Any]


class Unreadable(Exception):
    """A file that cannot be checked at all."""


def canonical(value: Any) -> bytes:
    """Canonical form c1: sorted keys, no white space, UTF-8. Exported values are already plain and NFC."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def load(path: Path) -> Json:
    """A JSON object from a file. Raises Unreadable."""
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Unreadable(f"{path} cannot be read as JSON: {error}") from error
    if not isinstance(value, dict):
        raise Unreadable(f"{path} is not a JSON object.")
    return value


def check_entries(entries: list[Json]) -> Iterator[str]:
    """What is wrong with the chain itself."""
    last = GENESIS
    for position, entry in enumerate(entries, start=1):
        place = f"entry {entry['seq']}"
        if entry["seq"] != position:
            yield f"{place}: it stands at position {position}."
        if entry["prev_hash"] != last:
            yield f"{place}: it does not follow the entry before it."
        header = {key: value for key, value in entry.items() if key not in ("hash", "salt", "payload")}
        if entry["canon"] != "c1" or hashlib.sha256(canonical(header)).hexdigest() != entry["hash"]:
            yield f"{place}: it was changed: its hash is another."
        if entry["salt"] is not None:
            found = hashlib.sha256(bytes.fromhex(entry["salt"]) + canonical(entry["payload"])).hexdigest()
            if found != entry["commitment"]:
                yield f"{place}: its payload is not the one that was recorded."
        last = entry["hash"]


def check_erasures(entries: list[Json]) -> Iterator[str]:
    """Payloads that are not there although no entry says that they were erased."""
    said = {entry["subject"] for entry in entries if entry["action"] == "payload_erased"}
    for entry in entries:
        if entry["salt"] is None and f"entry:{entry['seq']}" not in said:
            yield f"entry {entry['seq']}: its payload was taken away and no entry says so."


def check_end(export: Json) -> Iterator[str]:
    """Is the case's state the one that its journal ends with?"""
    moves = [entry for entry in export["entries"] if entry["subject"] == "case"]
    said = (moves[-1]["to_state"], moves[-1]["outcome"]) if moves else ("draft", "")
    if said != (export["state"], export["outcome"]):
        yield f"the case stands at {export['state']!r} {export['outcome']!r}; its journal ends at {said}."


def check_anchor(path: Path, previous: Path | None) -> Iterator[str]:
    """What is wrong with one anchor, its heads and its link to the one before."""
    anchor = load(path)
    before: list[str | None] = [None, None]
    if previous is not None:
        before = [previous.stem, hashlib.sha256(previous.read_bytes()).hexdigest()]
    if [anchor.get("previous_day"), anchor.get("previous_sha256")] != before:
        yield f"anchor {path.stem}: it does not follow the anchor before it."
    if anchor.get("day") != path.stem or canonical(anchor) + b"\n" != path.read_bytes():
        yield f"anchor {path.stem}: it was changed, or renamed."
    digest = hashlib.sha256()
    try:
        with path.with_suffix(".heads").open("rb") as file:
            for line in file:
                digest.update(line)
    except OSError as error:
        yield f"anchor {path.stem}: its heads cannot be read: {error}"
        return
    if digest.hexdigest() != anchor.get("heads_sha256"):
        yield f"anchor {path.stem}: its heads were changed."


def heads_of(path: Path, case_id: int) -> Iterator[tuple[int, str]]:
    """Position and hash of the case's head in one anchor, if it moved."""
    wanted = f"{case_id} ".encode()
    heads = path.with_suffix(".heads")
    if heads.exists():
        with heads.open("rb") as file:
            for line in file:
                if line.startswith(wanted):
                    _case, seq, digest = line.decode("ascii").split()
                    yield int(seq), digest


def check_against(export: Json, anchors: list[Path]) -> tuple[int, list[str]]:
    """The last position that an anchor covers, and what does not agree with the anchors."""
    covered = 0
    wrong: list[str] = []
    hashes = {entry["seq"]: entry["hash"] for entry in export["entries"]}
    previous: Path | None = None
    for path in anchors:
        wrong += check_anchor(path, previous)
        for seq, digest in heads_of(path, export["case_id"]):
            covered = max(covered, seq)
            if hashes.get(seq) != digest:
                fault = "is gone" if seq not in hashes else "is not the one"
                wrong.append(f"entry {seq}: it {fault} that was anchored on {path.stem}.")
        previous = path
    return covered, wrong


def window(export: Json, covered: int) -> str:
    """A sentence on the entries that no anchor covers."""
    loose = [entry for entry in export["entries"] if entry["seq"] > covered]
    if not loose:
        return "Every entry is anchored."
    first = loose[0]
    return f"Not anchored: {len(loose)} entry(ies), from entry {first['seq']}, since {first['recorded_at']}."


def check(export_path: Path, folder: Path | None, noted: str | None) -> tuple[list[str], str]:
    """Everything that is wrong, and the sentence on the window. Raises Unreadable."""
    export = load(export_path)
    if export.get("format") != "journal-export-1":
        raise Unreadable(f"{export_path} is not an exported journal.")
    anchors = sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name)) if folder else []
    try:
        entries = export["entries"]
        wrong = [*check_entries(entries), *check_erasures(entries), *check_end(export)]
        covered, more = check_against(export, anchors)
        sentence = window(export, covered)
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(f"{export_path} or an anchor lacks what it must hold: {error!r}") from error
    if noted and noted not in {hashlib.sha256(path.read_bytes()).hexdigest() for path in anchors}:
        more.append("anchors: none has the SHA-256 that was noted elsewhere.")
    return wrong + more, sentence


def main() -> int:
    """Exit code 0 if whole, 1 if broken or unreadable."""
    parser = argparse.ArgumentParser(description="Checks an exported journal and its anchors.")
    parser.add_argument("export", type=Path)
    parser.add_argument("--anchors", type=Path, help="folder of the anchors")
    parser.add_argument("--sha256", help="hash of an anchor, noted elsewhere")
    options = parser.parse_args()
    try:
        wrong, sentence = check(options.export, options.anchors, options.sha256)
    except (Unreadable, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    for line in wrong:
        print(line, file=sys.stderr)
    print(sentence)
    print(f"Broken: {len(wrong)} problem(s)." if wrong else "Whole.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
