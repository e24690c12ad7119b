"""Signing leaves the archive format whole: veraPDF accepts the paper after each signature."""

from __future__ import annotations

from pathlib import Path

from tests.signatures.conftest import ALONE, PRESIDENT, paper, signed
from tests.verapdf import validate


def test_a_signed_paper_stays_pdf_a_3u(one: bytes, two: bytes, tmp_path: Path) -> None:
    contents = {"before": paper(), "one": one, "two": two, "alone": signed(paper(ALONE), PRESIDENT, ALONE)}
    paths = [tmp_path / f"{name}.pdf" for name in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_bytes(content)
    assert {path.stem: failed for path, failed in validate(paths).items()} == {name: [] for name in contents}
