"""Whatever a PDF does, we live, and say what it is."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from documents import pdfs
from documents.errors import Refused
from tests.documents.conftest import DATA, pdf_of

HOSTILE = sorted((DATA / "hostile").glob("*.pdf"))


def look(content: bytes) -> dict[str, Any]:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        return pdfs.inspect(file)


def with_root(**entries: object) -> bytes:
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    for name, value in entries.items():
        made.Root[f"/{name}"] = value
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_pages_and_their_sizes_are_known() -> None:
    facts = look(pdf_of(3))
    assert (facts["pages"], facts["page_mm"], facts["warnings"]) == (3, [[841, 594]] * 3, [])


def test_a_turned_page_is_measured_as_it_is_seen() -> None:
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    made.pages[0].obj["/Rotate"] = 90
    made.pages[0].obj["/UserUnit"] = 2
    out = io.BytesIO()
    made.save(out)
    assert look(out.getvalue())["page_mm"] == [[594, 420]]


@pytest.mark.parametrize("user", ["", "secret"])
def test_an_encrypted_pdf_is_refused_with_the_remedy(user: str) -> None:
    with pytest.raises(Refused) as refused:
        look(pdf_of(1, encryption=pikepdf.Encryption(owner="owner", user=user)))
    assert refused.value.code == "pdf_encrypted"
    assert "without a password" in str(refused.value)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"%PDF-1.7\ntrailer << /Root 1 0 R >>", b"%PDF-1.4\n%%EOF"]
)
def test_a_broken_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        look(content)
    assert refused.value.code == "pdf_unreadable"


def test_a_pdf_without_pages_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        look(pdf_of(0))
    assert refused.value.code == "pdf_no_pages"


@pytest.mark.parametrize(
    ("action", "warning"), [("JavaScript", "javascript"), ("Launch", "launch"), ("SubmitForm", "submit_form")]
)
def test_what_a_pdf_would_do_is_noted(action: str, warning: str) -> None:
    facts = look(with_root(OpenAction=pikepdf.Dictionary(S=pikepdf.Name(f"/{action}"))))
    assert facts["warnings"] == [warning]


def test_an_embedded_file_is_noted() -> None:
    made = pikepdf.open(io.BytesIO(pdf_of(1)))
    made.attachments["x.txt"] = b"x"
    out = io.BytesIO()
    made.save(out)
    assert look(out.getvalue())["warnings"] == ["embedded_files"]


def test_a_pdf_that_wants_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, "MEMORY_BYTES", 150 * 1024 * 1024)
    made = pikepdf.new()
    made.add_blank_page()
    made.Root["/Big"] = pikepdf.Array([pikepdf.String("x" * 40) for _ in range(1_000_000)])
    out = io.BytesIO()
    made.save(out)
    with pytest.raises(Refused) as refused:
        look(out.getvalue())
    assert refused.value.code in {"pdf_too_complex", "pdf_unreadable"}


def test_a_pdf_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, "WALL_SECONDS", 0.001)
    with pytest.raises(Refused) as refused:
        look(pdf_of(1))
    assert refused.value.code == "pdf_too_complex"


@pytest.mark.skipif(not HOSTILE, reason="the folder of hostile PDFs is not beside this repository")
@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_every_hostile_pdf_is_described_or_refused(path: Path) -> None:
    try:
        facts = look(path.read_bytes())
    except Refused as refused:
        assert refused.code in {"pdf_encrypted", "pdf_unreadable", "pdf_no_pages", "pdf_too_complex"}
        assert "PDF" in str(refused)
    else:
        assert facts["pages"] >= 1
