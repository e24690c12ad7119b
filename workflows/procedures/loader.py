"""Reads the packs: a folder per country, a file per kind, and the library that they share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from pydantic import ValidationError

from workflows.procedures import layers
from workflows.procedures.explain import explain
from workflows.procedures.grammar import Procedure
from workflows.procedures.library import Library, gather
from workflows.procedures.problems import PackError, Problem
from workflows.procedures.source import Value, read

COUNTRY = re.compile(r"^[a-z]{2}$")


@dataclass(frozen=True)
class Loaded:
    """A procedure, and where each of its rules is written."""

    procedure: Procedure
    source: Value

    def problem(self, reason: str, *path: str | int) -> Problem:
        """A problem at this place of the procedure."""
        place = self.source.at(path)
        return Problem(place.file, place.line, self.procedure.code, reason)


def packs_folder() -> Path:
    """Where the packs lie: the setting PROCEDURES_DIR, else those that come with the product."""
    return Path(getattr(settings, "PROCEDURES_DIR", "") or settings.BASE_DIR / "permits" / "procedures")


def load_folder(root: Path | None = None) -> tuple[Loaded, ...]:
    """Every procedure of every country. Raises ``PackError`` with all that is wrong: nothing is half-read."""
    root = root or packs_folder()
    if not root.is_dir():
        raise PackError(Problem(str(root), 0, "", "there is no such folder of procedures"))
    loaded: list[Loaded] = []
    problems: list[Problem] = []
    for folder in _countries(root, problems):
        loaded.extend(_country(folder, problems))
    if not loaded and not problems:
        problems.append(Problem(str(root), 0, "", "this folder holds no procedure"))
    if problems:
        raise PackError(*sorted(set(problems)))
    return tuple(loaded)


def _countries(root: Path, problems: list[Problem]) -> Iterator[Path]:
    for folder in sorted(path for path in root.iterdir() if path.is_dir() and path.name[0] not in "._"):
        if COUNTRY.match(folder.name):
            yield folder
        else:
            reason = "a folder of procedures is called by the two letters of its country, as 'ma'"
            problems.append(Problem(folder.name, 0, "", reason))


def _country(folder: Path, problems: list[Problem]) -> Iterator[Loaded]:
    """The procedures of a country; what is wrong in one file does not hide what is wrong in another."""
    sheets: list[Value] = []
    libraries: list[Value] = []
    for path in sorted(folder.iterdir()):
        try:
            sheet = _sheet(path)
        except PackError as error:
            problems.extend(error.problems)
            continue
        (libraries if path.name.startswith("_") else sheets).append(sheet)
    try:
        library = gather(libraries)
    except PackError as error:
        problems.extend(error.problems)
        return
    for sheet in sheets:
        yield from _kind(folder.name, sheet, library, problems)


def _sheet(path: Path) -> Value:
    name = f"{path.parent.name}/{path.name}"
    if path.suffix != ".yaml":
        raise PackError(Problem(name, 0, "", "only files that end in .yaml belong here"))
    return read(path, name)


def _kind(country: str, sheet: Value, library: Library, problems: list[Problem]) -> Iterator[Loaded]:
    try:
        kind = _kind_name(sheet)
        plan = layers.plan(sheet, library)
    except PackError as error:
        problems.extend(error.problems)
        return
    for track, regime, fields in plan:
        own = {"country": country, "kind": kind, "track": track, "regime": regime}
        own["code"] = f"{country}/{kind}/{track}/{regime}"
        marks = {key: sheet.with_data(word) for key, word in own.items()}
        source = sheet.with_data({**fields, **marks})
        try:
            yield Loaded(_parse(source.plain()), source)
        except ValidationError as error:
            problems.extend(explain(error, source, own["code"]))


def _kind_name(sheet: Value) -> str:
    """The kind is said in the file and is the name of the file, so that none is found twice."""
    kind, expected = sheet.fields.get("kind"), Path(sheet.file).stem
    if kind is None:
        raise sheet.error(f"'kind' is missing; write 'kind: {expected}'")
    if kind.data != expected:
        raise kind.error(f"the kind '{kind.data}' must be written in a file called {kind.data}.yaml")
    return expected


def _parse(plain: Any) -> Procedure:
    return Procedure.model_validate_json(json.dumps(plain), strict=True)
