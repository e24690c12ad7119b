"""Is this PDF sound? Looked into by another process, which may hang, swell or die without harm to us."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

from documents.errors import Refused

PROBE = Path(__file__).with_name("pdf_probe.py")
MEMORY_BYTES = 1024**3
CPU_SECONDS = 30
WALL_SECONDS = 60


def inspect(stream: IO[bytes]) -> dict[str, Any]:
    """Facts of the PDF in an open file: ``pages``, ``page_mm``, ``pdf_version``, ``warnings``.

    Warnings: ``javascript``, ``launch``, ``embedded_files``, ``xfa``, ``rich_media``, ``submit_form``,
    ``import_data``, ``signed``, ``repaired``, ``not_fully_inspected``.

    :raises Refused: encrypted, unreadable, without pages, or beyond the limits of time and memory.
    """
    descriptor = stream.fileno()
    command = [sys.executable, "-I", str(PROBE), f"/proc/self/fd/{descriptor}", str(MEMORY_BYTES)]
    try:
        done = subprocess.run(
            [*command, str(CPU_SECONDS)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=WALL_SECONDS,
            env={"LANG": "C.UTF-8"},
            pass_fds=(descriptor,),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("pdf_too_complex") from error
    if done.returncode < 0:
        # Killed: the kernel's limits did their work.
        raise Refused("pdf_too_complex")
    try:
        facts: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise Refused("pdf_unreadable") from error
    if code := facts.get("refused"):
        raise Refused(code)
    return facts
