"""File names that come from outside."""

from __future__ import annotations

import pytest

from documents.uploads.rule import NAME_LENGTH, clean_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("الواجهة الجنوبية.pdf", "الواجهة الجنوبية.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\plan.dxf", "plan.dxf"),
        ("plan\u202efdp.exe", "planfdp.exe"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("  a   b .pdf ", "a b .pdf"),
        ("...", ""),
        ("", ""),
        ("Facade\u0301.pdf", "Facadé.pdf"),
    ],
)
def test_a_name_loses_what_could_mislead(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_a_long_name_keeps_its_extension() -> None:
    name = clean_name("é" * 400 + ".pdf")
    assert (len(name), name[-4:]) == (NAME_LENGTH, ".pdf")
    assert len(clean_name("x" * 400)) == NAME_LENGTH
