"""Renders every sample paper to a folder, to be looked at: ``python -m tests.permits.papers.preview DIR``."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import django
import weasyprint

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

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
        document = weasyprint.HTML(string=built.html).render(pdf_variant="pdf/a-3u")
        (folder / f"{name}.pdf").write_bytes(document.write_pdf(pdf_variant="pdf/a-3u") or b"")
        print(f"{name}: {len(document.pages)} pages, {time.monotonic() - start:.1f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
