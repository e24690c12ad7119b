"""Every paper is PDF/A-3u, and lets a reader find its text and its act."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from documents.rendering import Attached, render_pdf
from permits.drawings import Building, draw_piece, draw_plans
from permits.papers.build import BOTTOM_MARGIN_MM, SIGNATURE_BAND_MM, build
from signatures.placement import place
from signatures.signatory import Required
from tests.permits.papers.samples import SIGNATURES, grant, papers
from tests.verapdf import validate

MM = 72 / 25.4


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every sample, rendered once."""
    folder = tmp_path_factory.mktemp("papers")
    for name, paper in papers().items():
        built = build(name.split("-")[0], paper)
        pdf = render_pdf(
            built.html,
            title=built.title,
            language=built.language,
            created=datetime(2026, 11, 1, tzinfo=UTC),
            attachments=[Attached(name="act.json", data=built.act_json)],
        )
        (folder / f"{name}.pdf").write_bytes(pdf)
    return folder


def test_papers_are_fit_for_the_archive(archive: Path) -> None:
    failed = validate(sorted(archive.glob("*.pdf")))
    assert {path.name: rules for path, rules in failed.items() if rules} == {}


def test_drawings_are_fit_for_the_archive(tmp_path: Path) -> None:
    files = draw_plans(Building(levels=2, basement=False), tmp_path)
    files.append(draw_piece("titre", "Certificat de propriété", "شهادة الملكية", tmp_path))
    failed = validate(files)
    assert {path.name: rules for path, rules in failed.items() if rules} == {}


def test_the_act_can_be_taken_out_of_the_paper(archive: Path) -> None:
    with pikepdf.open(archive / "decision_grant.pdf") as pdf:
        assert (
            pdf.attachments["act.json"].get_file().read_bytes()
            == build("decision_grant", papers()["decision_grant"]).act_json
        )
        assert pdf.Root.MarkInfo.Marked


@pytest.mark.parametrize("name", ["decision_grant", "minutes", "decision_refusal", "deferral"])
def test_the_band_of_the_signatures_is_empty(archive: Path, name: str) -> None:
    with pikepdf.open(archive / f"{name}.pdf") as pdf:
        heights = _heights(list(pikepdf.parse_content_stream(pdf.pages[-1])))
    band = range(BOTTOM_MARGIN_MM + 1, BOTTOM_MARGIN_MM + SIGNATURE_BAND_MM)
    assert any(height > band.stop for height in heights)
    assert [height for height in heights if int(height) in band] == []


def test_signatures_find_their_places_in_the_band(archive: Path) -> None:
    paper = grant()
    signed = tuple(replace(SIGNATURES[0], field=f"sig_{n}_president") for n in range(1, 5))
    built = build("decision_grant", replace(paper, act=replace(paper.act, signatures=signed)))
    pdf = render_pdf(built.html, title="x", language="fr", created=datetime(2026, 11, 1, tzinfo=UTC))
    wanted = [Required(function=one.function, office=one.office, field=one.field) for one in signed]
    boxes = place(PdfFileReader(io.BytesIO(pdf)), wanted).values()
    last = len(pikepdf.open(io.BytesIO(pdf)).pages) - 1
    assert [box.page for box in boxes] == [last] * 4
    assert all(box.bottom >= BOTTOM_MARGIN_MM * MM for box in boxes)
    assert all(box.top <= (BOTTOM_MARGIN_MM + SIGNATURE_BAND_MM) * MM + 0.1 for box in boxes)
    assert len({(round(box.left), round(box.bottom)) for box in boxes}) == 4


def _heights(operations: list[pikepdf.ContentStreamInstruction]) -> list[float]:
    """Heights in mm above the foot of the page at which text starts."""
    matrix, stack, found = pikepdf.Matrix(), [], []
    for operation in operations:
        name = str(operation.operator)
        if name == "q":
            stack.append(matrix)
        elif name == "Q":
            matrix = stack.pop()
        elif name == "cm":
            matrix = pikepdf.Matrix(*map(float, operation.operands)) @ matrix
        elif name == "Tm":
            text = pikepdf.Matrix(*map(float, operation.operands)) @ matrix
            found.append(text.f / 72 * 25.4)
    return found
