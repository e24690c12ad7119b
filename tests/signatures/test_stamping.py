"""Stamping plans: every shape of sheet, sound or hostile."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from signatures.errors import Refused
from signatures.providers.registry import provider_for
from signatures.stamping import Stamp, Stamped, stamp_and_sign
from signatures.timestamps import timestamper
from signatures.verification import verify

STAMP = Stamp(
    reference="PC-2026-000123",
    day=date(2026, 3, 2),
    office_fr="Commune",
    office_ar="الجماعة",
    url="https://permits.example.org/v/ABCDEFGHJK",
)
needs_pdftoppm = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="pdftoppm is not installed")


def stamp(source: Path, target: Path) -> Stamped:
    return stamp_and_sign(source, target, STAMP, provider_for("commune", "president"), timestamper())


def plan(path: Path, *, box: tuple[float, ...] = (0, 0, 842, 595), pages: int = 1, **entries: object) -> Path:
    """A plan of empty sheets with these boxes and page entries."""
    with pikepdf.new() as document:
        for _number in range(pages):
            document.add_blank_page(page_size=(100, 100))
            page = document.pages[-1].obj
            page.MediaBox = pikepdf.Array([*map(round, box)])
            for key, value in entries.items():
                page[f"/{key}"] = pikepdf.Array(value) if isinstance(value, tuple) else value
        document.save(path)
    return path


def ink(path: Path, page: int = 1) -> tuple[float, float, float, float]:
    """Where the drawn page is not white, in parts of its width and height: left, top, right, bottom."""
    command = [
        "pdftoppm",
        "-scale-to",
        "300",
        "-gray",
        "-cropbox",
        "-f",
        str(page),
        "-l",
        str(page),
        str(path),
    ]
    image = subprocess.run(command, capture_output=True, timeout=60, check=True).stdout
    _magic, size, _depth, pixels = image.split(b"\n", 3)
    width, height = map(int, size.split())
    dark = [divmod(at, width) for at, grey in enumerate(pixels) if grey < 200]
    rows, columns = [row for row, _column in dark], [column for _row, column in dark]
    return min(columns) / width, min(rows) / height, max(columns) / width, max(rows) / height


@pytest.mark.parametrize(
    "entries",
    [
        {},
        {"Rotate": 90},
        {"Rotate": 180},
        {"Rotate": 270},
        {"Rotate": -90},
        {"Rotate": 45},
        {"box": (-500, -300, 342, 295)},
        {"box": (342, 295, -500, -300)},
        {"box": (1000, 2000, 1842, 2595), "Rotate": 90},
        {"CropBox": (200, 100, 700, 500)},
        {"CropBox": (200, 100, 700, 500), "Rotate": 270},
        {"CropBox": (5000, 5000, 6000, 6000)},
        {"box": (0, 0, 3370, 2384)},
        {"box": (0, 0, 40, 30)},
        {"UserUnit": 10, "box": (0, 0, 337, 238)},
    ],
    ids=str,
)
@needs_pdftoppm
def test_the_mark_stands_in_the_upper_right_corner(entries: dict[str, object], tmp_path: Path) -> None:
    source = plan(tmp_path / "plan.pdf", **entries)  # type: ignore[arg-type]  # boxes and entries mixed
    stamp(source, tmp_path / "stamped.pdf")
    left, top, right, bottom = ink(tmp_path / "stamped.pdf")
    assert left > 0.5
    assert top < 0.1
    assert right > 0.9
    assert bottom < 0.5


@needs_pdftoppm
def test_every_sheet_is_marked_whatever_they_share(tmp_path: Path) -> None:
    source = plan(tmp_path / "plan.pdf", pages=3)
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        shared = document.make_indirect(pikepdf.Dictionary(XObject=pikepdf.Dictionary()))
        for page in document.pages:
            page.obj.Resources = shared
        document.save(source)
    assert stamp(source, tmp_path / "stamped.pdf").sheets == 3
    assert all(ink(tmp_path / "stamped.pdf", page)[0] > 0.5 for page in (1, 2, 3))


def test_the_original_is_an_exact_prefix_and_the_result_verifies(tmp_path: Path) -> None:
    source = plan(tmp_path / "plan.pdf", pages=2)
    done = stamp(source, tmp_path / "stamped.pdf")
    assert (tmp_path / "stamped.pdf").read_bytes().startswith(source.read_bytes())
    verdict = verify(tmp_path / "stamped.pdf")
    assert (verdict.ok, verdict.sha256, done.repaired) == (True, done.sha256, False)
    assert [entry.level for entry in verdict.signatures] == ["B-LTA"]


def test_a_broken_index_is_repaired_and_said(tmp_path: Path) -> None:
    source = plan(tmp_path / "plan.pdf")
    content = source.read_bytes()
    at = content.rindex(b"startxref")
    source.write_bytes(content[:at] + b"startxref\n7\n%%EOF\n")
    assert stamp(source, tmp_path / "stamped.pdf").repaired
    assert verify(tmp_path / "stamped.pdf").ok


@pytest.mark.parametrize("owner_only", [False, True])
def test_a_protected_plan_is_refused(owner_only: bool, tmp_path: Path) -> None:
    source = plan(tmp_path / "plan.pdf")
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        key = pikepdf.Encryption(owner="o", user="" if owner_only else "u")
        document.save(source, encryption=key)
    with pytest.raises(Refused, match="encryption"):
        stamp(source, tmp_path / "stamped.pdf")
    assert not (tmp_path / "stamped.pdf").exists()


def test_a_plan_that_bears_a_signature_is_refused(tmp_path: Path) -> None:
    stamp(plan(tmp_path / "plan.pdf"), tmp_path / "stamped.pdf")
    with pytest.raises(Refused, match="already bears"):
        stamp(tmp_path / "stamped.pdf", tmp_path / "twice.pdf")


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.4\n%%EOF", b"%PDF-1.4\nstartxref\n0\n%%EOF"])
def test_what_is_no_plan_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(content)
    with pytest.raises(Refused):
        stamp(tmp_path / "plan.pdf", tmp_path / "stamped.pdf")
    assert not (tmp_path / "stamped.pdf").exists()


def test_a_circle_of_pages_ends(tmp_path: Path) -> None:
    source = plan(tmp_path / "plan.pdf")
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        document.Root.Pages.Kids.append(document.Root.Pages)
        document.save(source)
    try:
        stamp(source, tmp_path / "stamped.pdf")
    except Refused as refusal:
        assert str(refusal)
    else:
        assert verify(tmp_path / "stamped.pdf").ok


def test_real_drawings_are_stamped(shared: Path, tmp_path: Path) -> None:
    for source in sorted((shared / "plans").glob("*.pdf")):
        target = tmp_path / source.name
        assert not stamp(source, target).repaired, source.name
        assert target.read_bytes().startswith(source.read_bytes()), source.name
        assert verify(target).ok, source.name


def test_hostile_files_are_stamped_soundly_or_refused(shared: Path, tmp_path: Path) -> None:
    for source in sorted((shared / "hostile").glob("*.pdf")):
        target = tmp_path / source.name
        try:
            stamp(source, target)
        except Refused as refusal:
            assert str(refusal), source.name
            assert not target.exists(), source.name
        else:
            assert verify(target).ok, source.name
