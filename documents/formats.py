"""What a file is, by its first bytes: the name and what the browser says are never believed.

Drawings are told apart by rules of ours (ISO 10303-21 for IFC, group codes for DXF, the version mark of DWG,
the header of PDF); pictures by libmagic. Markup (HTML, SVG, XML) is never a drawing here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import magic

HEAD_BYTES = 64 * 1024
# ISO 32000 Annex H note 13: readers accept a header anywhere in the first 1024 bytes.
PDF_HEADER_WITHIN = 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """A format that a rule may name."""

    code: str
    label: str
    content_type: str
    extensions: tuple[str, ...]


FORMATS = {
    found.code: found
    for found in (
        Format(code="pdf", label="PDF", content_type="application/pdf", extensions=("pdf",)),
        Format(code="dxf", label="DXF", content_type="image/vnd.dxf", extensions=("dxf",)),
        Format(code="dwg", label="DWG", content_type="image/vnd.dwg", extensions=("dwg",)),
        Format(code="ifc", label="IFC", content_type="application/x-step", extensions=("ifc",)),
        Format(code="jpg", label="JPEG", content_type="image/jpeg", extensions=("jpg", "jpeg", "jpe")),
        Format(code="png", label="PNG", content_type="image/png", extensions=("png",)),
        Format(code="tif", label="TIFF", content_type="image/tiff", extensions=("tif", "tiff")),
    )
}
ALIASES = {"jpeg": "jpg", "tiff": "tif"}
_BY_MAGIC = {FORMATS[code].content_type: code for code in ("jpg", "png", "tif")}

_MARKUP = re.compile(rb"<\s*(!doctype|html|head|body|script|svg|iframe|\?xml|!--)", re.IGNORECASE)
_STEP = re.compile(rb"\s*ISO-10303-21\s*;")
_STEP_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_STEP_SCHEMA = re.compile(rb"FILE_SCHEMA\s*\(\s*\(\s*'([^']{1,60})'", re.IGNORECASE)
_DXF_SENTINEL = b"AutoCAD Binary DXF\r\n\x1a\x00"
_DXF_SECTIONS = {b"HEADER", b"CLASSES", b"TABLES", b"BLOCKS", b"ENTITIES", b"OBJECTS", b"THUMBNAILIMAGE"}
_DWG = re.compile(rb"AC10\d\d[\x00-\x1f]")
_PDF = re.compile(rb"%PDF-(\d\.\d)?")
# What may precede a PDF header without being a file of its own.
_HARMLESS_BEFORE_PDF = {"application/pdf", "application/octet-stream", "text/plain"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Detected:
    """A format found in content. ``code`` is empty when it is none that a rule can name."""

    code: str
    content_type: str
    label: str
    version: str = ""
    warnings: tuple[str, ...] = ()


def detect(head: bytes) -> Detected:
    """The format of a file from its first :data:`HEAD_BYTES` bytes."""
    head = head[:HEAD_BYTES]
    if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf").lstrip()):
        return _other(head)
    for rule in (_dxf, _step, _dwg, _pdf):
        if (found := rule(head)) is not None:
            return found
    return _other(head)


def extension_of(file_name: str) -> str:
    """The format that the extension announces; empty when it announces none that we know."""
    extension = file_name.rpartition(".")[2].lower() if "." in file_name else ""
    return next((code for code, known in FORMATS.items() if extension in known.extensions), "")


def labels(codes: tuple[str, ...] | list[str]) -> str:
    """Formats as people write them: ``PDF, DXF``."""
    return ", ".join(FORMATS[code].label for code in codes)


def _found(code: str, version: str = "", warnings: tuple[str, ...] = ()) -> Detected:
    known = FORMATS[code]
    return Detected(
        code=code,
        content_type=known.content_type,
        label=known.label,
        version=version,
        warnings=warnings,
    )


def _other(head: bytes) -> Detected:
    kind = magic.from_buffer(head, mime=True)
    if code := _BY_MAGIC.get(kind):
        return _found(code)
    return Detected(code="", content_type=kind, label=kind)


def _pdf(head: bytes) -> Detected | None:
    found = _PDF.search(head[: PDF_HEADER_WITHIN + 8])
    if found is None or found.start() > PDF_HEADER_WITHIN:
        return None
    version = (found[1] or b"").decode()
    if found.start() == 0:
        return _found("pdf", version)
    if (
        _MARKUP.search(head[: found.start()])
        or magic.from_buffer(head, mime=True) not in _HARMLESS_BEFORE_PDF
    ):
        return None
    return _found("pdf", version, ("bytes_before_header",))


def _step(head: bytes) -> Detected | None:
    text = _STEP_COMMENT.sub(b" ", head.removeprefix(b"\xef\xbb\xbf"))
    if not _STEP.match(text):
        return None
    schema = _STEP_SCHEMA.search(text)
    name = schema[1].decode("ascii", "replace") if schema else ""
    if name.upper().startswith("IFC"):
        return _found("ifc", name)
    return Detected(code="", content_type="application/x-step", label=f"STEP {name}".strip())


def _dwg(head: bytes) -> Detected | None:
    return _found("dwg", head[:6].decode("ascii")) if _DWG.match(head) else None


def _dxf(head: bytes) -> Detected | None:
    if head.startswith(_DXF_SENTINEL):
        return _found("dxf", "binary")
    lines = [line.strip() for line in head.removeprefix(b"\xef\xbb\xbf").splitlines()]
    pairs = [(lines[i], lines[i + 1]) for i in range(0, len(lines) - 1, 2)]
    while pairs and pairs[0][0] == b"999":
        pairs.pop(0)
    if len(pairs) < 2 or pairs[0] != (b"0", b"SECTION") or pairs[1][0] != b"2":
        return None
    if pairs[1][1].upper() not in _DXF_SECTIONS:
        return None
    version = next(
        (b[1] for a, b in pairwise(pairs) if a == (b"9", b"$ACADVER") and b[0] == b"1"),
        b"",
    )
    return _found("dxf", version.decode("ascii", "replace"))
