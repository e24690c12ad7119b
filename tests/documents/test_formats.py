"""What a file is, by its content."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents import formats
from tests.documents.conftest import DATA, pdf_of

IFC = b"ISO-10303-21;\nHEADER;\n/* FILE_SCHEMA(('AP214')) */\nFILE_SCHEMA (('IFC2X3'));\nENDSEC;\n"
DXF = b"999\r\nmade by hand\r\n  0\r\nSECTION\r\n  2\r\nHEADER\r\n  9\r\n$ACADVER\r\n  1\r\nAC1027\r\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


@pytest.mark.parametrize(
    ("content", "code", "version"),
    [
        (b"%PDF-1.7\n", "pdf", "1.7"),
        (IFC, "ifc", "IFC2X3"),
        (b"\xef\xbb\xbf" + IFC.replace(b"IFC2X3", b"IFC4X3_ADD2"), "ifc", "IFC4X3_ADD2"),
        (DXF, "dxf", "AC1027"),
        (b"AutoCAD Binary DXF\r\n\x1a\x00\x00", "dxf", "binary"),
        (b"AC1032\x00\x00\x00", "dwg", "AC1032"),
        (PNG, "png", ""),
        (JPG, "jpg", ""),
    ],
)
def test_each_format_is_known_by_its_content(content: bytes, code: str, version: str) -> None:
    found = formats.detect(content)
    assert (found.code, found.version) == (code, version)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"\xef\xbb\xbf <!DOCTYPE html><html></html>",
        b"<html>%PDF-1.4\n",
        b"\n\n  <script>x</script>\n%PDF-1.4\n",
        b"leading words <html><body>%PDF-1.7\n",
        b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\0" * 200,
        b"ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('AUTOMOTIVE_DESIGN'));\n",
        b"0\nSECTION\n2\nNOTHING\n",
        b"999\n",
        b"PK\x03\x04\x14\x00",
        b"AC1032 was a good year for plans",
        b"plain words",
        b"",
    ],
)
def test_what_is_no_drawing_has_no_format(content: bytes) -> None:
    assert formats.detect(content).code == ""


def test_a_pdf_header_may_follow_other_bytes_but_not_beyond_1024() -> None:
    found = formats.detect(b"\r\n\0" * 300 + b"%PDF-1.5\n" + b"\0" * 50)
    assert (found.code, found.warnings) == ("pdf", ("bytes_before_header",))
    assert formats.detect(b"\0" * 1030 + b"%PDF-1.5\n").code != "pdf"


def test_a_program_that_carries_a_pdf_header_is_no_pdf() -> None:
    elf = b"\x7fELF\x02\x01\x01" + b"\0" * 9 + b"\x02\x00\x3e\x00\x01\x00\x00\x00" + b"\0" * 100
    assert formats.detect(elf + b"%PDF-1.5\n").code == ""


def test_real_drawings_are_recognised() -> None:
    folder = DATA / "plans"
    if not folder.is_dir():
        pytest.skip("the folder of real plans is not beside this repository")
    for path in folder.iterdir():
        with path.open("rb") as file:
            assert formats.detect(file.read(formats.HEAD_BYTES)).code == path.suffix[1:], path.name


@pytest.mark.parametrize(("name", "code"), [("a.PDF", "pdf"), ("b.jpeg", "jpg"), ("c", ""), ("d.exe", "")])
def test_an_extension_announces_a_format(name: str, code: str) -> None:
    assert formats.extension_of(name) == code


def test_a_saved_pdf_is_a_pdf(tmp_path: Path) -> None:
    assert formats.detect(pdf_of(1)).code == "pdf"
