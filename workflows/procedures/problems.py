"""What is wrong with a pack, said so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: file, line (from 1; 0: the whole file), procedure where known, reason."""

    file: str
    line: int
    procedure: str
    reason: str

    def __str__(self) -> str:
        procedure = f"{self.procedure}: " if self.procedure else ""
        return f"{self.file}:{self.line}: {procedure}{self.reason}"


class PackError(Exception):
    """A pack that is refused, with everything found wrong in it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
