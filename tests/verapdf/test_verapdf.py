"""The archive check itself: it must accept a good file and refuse a bad one."""

from __future__ import annotations

from pathlib import Path

from weasyprint import HTML

from tests.verapdf import validate

PAGE = "<html lang='fr'><title>Essai</title><body><p>Permis d'habiter</p></body></html>"


def test_tells_archive_files_from_others(tmp_path: Path) -> None:
    good, plain, broken = (tmp_path / name for name in ("good.pdf", "plain.pdf", "broken.pdf"))
    HTML(string=PAGE).write_pdf(good, pdf_variant="pdf/a-3u")
    HTML(string=PAGE).write_pdf(plain)
    broken.write_bytes(b"not a PDF")
    failed = validate([good, plain, broken])
    assert failed[good] == []
    assert any(rule.startswith("6.") for rule in failed[plain])
    assert failed[broken][0].startswith("unreadable")
