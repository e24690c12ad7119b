"""The plans that the demonstration draws for itself."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from permits.drawings import Building, draw_piece, draw_plans
from permits.drawings.canvas import Canvas, View, fitting_scale
from permits.drawings.rooms import rooms_of
from permits.drawings.site import SITE

MM = 72 / 25.4
SMALL = Building(levels=2, width_m=12, depth_m=12, dwellings=2, basement=False)


def sizes(path: Path) -> list[tuple[int, int]]:
    """The pages of a PDF in whole millimetres."""
    with pikepdf.open(path) as pdf:
        boxes = [[float(number) for number in page.mediabox] for page in pdf.pages]
    return [(round((x2 - x1) / MM), round((y2 - y1) / MM)) for x1, y1, x2, y2 in boxes]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One set of plans, drawn once."""
    return {path.name: path for path in draw_plans(SMALL, tmp_path_factory.mktemp("plans"))}


def test_sheets_have_the_size_of_real_plans(plans: dict[str, Path]) -> None:
    assert sizes(plans["plan-de-masse.pdf"]) == [(1189, 841)]
    assert sizes(plans["plan-situation.pdf"]) == [(841, 594)]
    assert set(sizes(plans["plans-architecturaux.pdf"])) == {(841, 594)}


def test_there_is_a_sheet_for_every_level_the_roof_the_facades_and_the_section(
    plans: dict[str, Path],
) -> None:
    assert len(sizes(plans["plans-architecturaux.pdf"])) == SMALL.levels + 1 + 3 + 1
    assert len(sizes(plans["structure.pdf"])) == 2


def test_plans_are_vectors(plans: dict[str, Path]) -> None:
    for path in plans.values():
        with pikepdf.open(path) as pdf:
            kinds = [str(thing.get("/Subtype")) for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        assert "/Image" not in kinds


def test_the_same_building_gives_the_same_bytes(plans: dict[str, Path], tmp_path: Path) -> None:
    again = {path.name: path.read_bytes() for path in draw_plans(SMALL, tmp_path)}
    assert again == {name: path.read_bytes() for name, path in plans.items()}


def test_amended_plans_show_another_revision_and_a_cloud() -> None:
    before = SITE.canvas(SMALL, "1/1").svg()
    after = SITE.canvas(SMALL.amend(), "1/1").svg()
    assert ">B<" in after and ">B<" not in before
    assert len(re.findall("a[0-9.]+ [0-9.]+ 0 0 1", after)) > len(
        re.findall("a[0-9.]+ [0-9.]+ 0 0 1", before)
    )


@pytest.mark.parametrize("level", [-1, 0, 1, 3])
@pytest.mark.parametrize("width", [8, 18, 60])
def test_rooms_fill_the_floor_and_no_more(level: int, width: float) -> None:
    building = Building(levels=4, width_m=width)
    rooms = rooms_of(building, level)
    assert sum(room.area for room in rooms) == pytest.approx(building.width_m * building.depth_m)
    assert all(room.width > 0 and room.depth > 0 for room in rooms)


def test_the_scale_is_kept_on_paper() -> None:
    view = View(Canvas(841, 594), (100, 500), 50)
    assert view.at(18, 16) == (100 + 360, 500 - 320)
    assert fitting_scale(18, 16, 500, 430) == 50
    assert fitting_scale(40, 16, 500, 430) == 100


@pytest.mark.parametrize("wrong", [{"levels": 0}, {"width_m": 4}, {"depth_m": 90}, {"core_m": 20}])
def test_a_building_that_cannot_stand_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"level|wide|core"):
        Building(**wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_a_piece_says_that_it_is_a_demonstration(tmp_path: Path) -> None:
    path = draw_piece(
        "certificat", "Certificat de propriété", "شهادة الملكية", tmp_path, lines=("TF 45678/C",)
    )
    assert path.name == "certificat.pdf"
    assert sizes(path) == [(210, 297)]
    with pikepdf.open(path) as pdf:
        assert pdf.docinfo["/Title"] == "Certificat de propriété"
