"""Proves that the procedures are sound before a single file is deposited under them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from workflows.procedures.check_flow import flow_problems
from workflows.procedures.check_names import name_problems
from workflows.procedures.check_periods import period_problems
from workflows.procedures.check_texts import text_problems
from workflows.procedures.loader import Loaded, load_folder
from workflows.procedures.problems import PackError, Problem

CHECKS: tuple[Callable[[Loaded], Iterator[Problem]], ...] = (flow_problems, name_problems, text_problems)


def check_folder(root: Path | None = None) -> list[Problem]:
    """Everything wrong with the packs of a folder; an empty list when they are sound."""
    try:
        return problems_in(load_folder(root))
    except PackError as error:
        return list(error.problems)


def problems_in(loaded: Iterable[Loaded]) -> list[Problem]:
    """Everything wrong with procedures that could be read."""
    entries = tuple(loaded)
    found = {problem for entry in entries for check in CHECKS for problem in check(entry)}
    found.update(period_problems(entries))
    return sorted(found)
