"""``make lock``: write the lock files anew from pyproject.toml and package.json, without any host in them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from ops.console import say
from ops.paths import BASE, PYTHON, VENV

UV = VENV / "bin" / "uv"
COMPILE = [
    "pip",
    "compile",
    "--quiet",
    "--upgrade",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
]
LOCKS = {
    "requirements.lock": [],
    "requirements-dev.lock": ["--group=pyproject.toml:local", "--group=pyproject.toml:dev"],
}


def main() -> int:
    """Lock both worlds. The exit code of what failed first, else 0."""
    if not UV.exists():
        subprocess.run([str(PYTHON), "-m", "pip", "install", "--quiet", "uv"], check=True)
    for name, groups in LOCKS.items():
        command = [
            str(UV),
            *COMPILE,
            "--no-annotate",
            "--python-version=3.11",
            *groups,
            "-o",
            name,
            "pyproject.toml",
        ]
        if code := subprocess.run(command, cwd=BASE, check=False).returncode:
            return code
        say("python", f"{name} written")
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    npm = [str(VENV / "bin" / "npm"), "install", "--package-lock-only", "--ignore-scripts"]
    if code := subprocess.run(npm, cwd=BASE, env={**os.environ, "PATH": path}, check=False).returncode:
        return code
    strip_addresses()
    say("fonts", "package-lock.json written")
    return 0


def strip_addresses() -> None:
    """Drop the addresses of donations that npm copies into its lock: a lock names no host."""
    path = BASE / "package-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
