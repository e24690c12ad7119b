"""The commands that README.md promises: continuous integration runs these, so the README stays true."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from ops.failure import Failure
from ops.paths import BASE

MARKER = "<!-- test command -->"
BLOCK = re.compile(re.escape(MARKER) + r"\s*```(?:sh|bash|shell)\n(.*?)\n```", re.DOTALL)


def test_command(readme: Path) -> str:
    """The fenced block after the marker. Raises Failure if there is not exactly one."""
    found: list[str] = BLOCK.findall(readme.read_text(encoding="utf-8"))
    if len(found) != 1 or not found[0].strip():
        raise Failure(f"{readme.name} must hold '{MARKER}' once, followed by a block of shell commands.")
    return found[0]


def main() -> int:
    """Print the test command."""
    try:
        print(test_command(BASE / "README.md"))
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
