"""Where things lie: the checkout and its private folder (``var/``, or PERMITS_VAR)."""

from __future__ import annotations

import os
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
VENV = BASE / ".venv"
PYTHON = VENV / "bin" / "python"


def var() -> Path:
    """The folder of data, secrets and logs of this installation. The same as Django's VAR_DIR."""
    return Path(os.environ.get("PERMITS_VAR", str(BASE / "var"))).resolve()


def make_private(folder: Path, mode: int = 0o700) -> Path:
    """Create a folder that only its owner may list, whatever the umask."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(mode)
    return folder


def prepare_var() -> Path:
    """Create ``var/`` and its fixed folders. Others may pass through it: PostgreSQL does not run as root."""
    top = make_private(var(), 0o711)
    for name in ("log", "run"):
        make_private(top / name)
    return top
