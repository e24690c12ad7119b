"""Renders every sample paper to a folder, to be looked at: ``python -m tests.permits.papers.preview DIR``."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from documents.rendering import Attached, render_pdf  # noqa: E402  # needs the settings
from permits.papers.build import build  # noqa: E402  # needs the settings
from tests.permits.papers.samples import papers  # noqa: E402


def main(folder: Path, *only: str) -> None:
    """One PDF per sample."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, paper in papers().items():
        if only and name not in only:
            continue
        start = time.monotonic()
        built = build(name.split("-")[0], paper)
        pdf = render_pdf(
            built.html,
            title=built.title,
            language=built.language,
            created=datetime(2026, 11, 1, tzinfo=UTC),
            attachments=[Attached(name="act.json", data=built.act_json)],
        )
        (folder / f"{name}.pdf").write_bytes(pdf)
        print(f"{name}: {time.monotonic() - start:.1f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
