"""Looks into one PDF and prints what it finds as JSON. Run alone, in a process that may be killed.

Usage: ``python -I pdf_probe.py FILE MEMORY_BYTES CPU_SECONDS``. Knows nothing of the project: it starts fast,
and a hostile file finds nothing here but itself.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Any

import pikepdf

MM_PER_POINT = 25.4 / 72
PAGES_LISTED = 200
OBJECTS_READ = 200_000
# Actions that do something when a document is opened or clicked (ISO 32000-2, table 201).
ACTIONS = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/ImportData": "import_data",
    "/SubmitForm": "submit_form",
    "/GoToE": "embedded_files",
    "/Rendition": "rich_media",
}
KEYS = {
    "/JS": "javascript",
    "/EF": "embedded_files",
    "/EmbeddedFiles": "embedded_files",
    "/XFA": "xfa",
    "/RichMediaContent": "rich_media",
    "/ByteRange": "signed",
}


def main(path: str, memory: int, cpu: int) -> dict[str, Any]:
    """Facts of the file, or ``refused`` with a code."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    deadline = time.monotonic() + cpu / 2
    try:
        with pikepdf.open(path, access_mode=pikepdf.AccessMode.stream, suppress_warnings=True) as pdf:
            return _facts(pdf, deadline)
    except pikepdf.PasswordError:
        return {"refused": "pdf_encrypted"}
    except MemoryError:
        return {"refused": "pdf_too_complex"}
    except Exception as error:  # whatever a broken file provokes, the answer is that it is broken
        return {"refused": "pdf_unreadable", "error": type(error).__name__}


def _facts(pdf: pikepdf.Pdf, deadline: float) -> dict[str, Any]:
    if pdf.is_encrypted:
        return {"refused": "pdf_encrypted"}
    pages = len(pdf.pages)
    if pages == 0:
        return {"refused": "pdf_no_pages"}
    sizes = [_size(page) for page in pdf.pages[:PAGES_LISTED]]
    warnings = _warnings(pdf, deadline)
    if pdf.get_warnings():
        warnings.add("repaired")
    return {"pdf_version": pdf.pdf_version, "pages": pages, "page_mm": sizes, "warnings": sorted(warnings)}


def _size(page: pikepdf.Page) -> list[int] | None:
    """Width and height in millimetres as shown (/Rotate, /UserUnit); None when the file does not say."""
    try:
        left, bottom, right, top = (float(x) for x in page.cropbox)
        unit = float(page.obj.get("/UserUnit", 1)) * MM_PER_POINT
        width, height = round(abs(right - left) * unit), round(abs(top - bottom) * unit)
        turned = int(page.rotation) % 180 == 90
    except (TypeError, ValueError, AttributeError, ArithmeticError, pikepdf.PdfError):
        return None
    return [height, width] if turned else [width, height]


def _warnings(pdf: pikepdf.Pdf, deadline: float) -> set[str]:
    """What the file would do or carry, from every object and not only those a viewer would reach."""
    found: set[str] = set()
    for count, item in enumerate(pdf.objects):
        if count >= OBJECTS_READ or time.monotonic() > deadline:
            found.add("not_fully_inspected")
            break
        _look(item, found, depth=0)
    return found


def _look(item: Any, found: set[str], depth: int) -> None:
    if isinstance(item, pikepdf.Array):
        children = list(item) if depth < 8 else []
    elif isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        found.update(name for key, name in KEYS.items() if key in item)
        if isinstance(action := item.get("/S"), pikepdf.Name) and str(action) in ACTIONS:
            found.add(ACTIONS[str(action)])
        children = [value for _, value in item.items()] if depth < 8 else []
    else:
        return
    for child in children:
        # An indirect object has its own turn in the list: cycles are made of those only.
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            _look(child, found, depth + 1)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
