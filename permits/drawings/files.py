"""Sheets and pieces as PDF files."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.template.loader import render_to_string

from documents.rendering import render_pdf
from permits.drawings.building import Building
from permits.drawings.elevations import elevation_sheets
from permits.drawings.floors import floor_sheets
from permits.drawings.sheets import Sheet
from permits.drawings.site import SITE
from permits.drawings.situation import SITUATION
from permits.drawings.structure import STRUCTURE
from permits.papers.words import Both


def plan_files(building: Building) -> dict[str, tuple[Both, list[Sheet]]]:
    """The files of a set of plans: their title and sheets, by file name."""
    return {
        "plan-situation.pdf": (SITUATION.title, [SITUATION]),
        "plan-de-masse.pdf": (SITE.title, [SITE]),
        "plans-architecturaux.pdf": (
            Both("Plans architecturaux", "التصاميم المعمارية"),
            [*floor_sheets(building), *elevation_sheets(building)],
        ),
        "structure.pdf": (Both("Plans de structure", "تصاميم الهيكل"), STRUCTURE),
    }


def draw_plans(building: Building, folder: Path) -> list[Path]:
    """Draws the whole set of plans of a building into a folder and lists the files.

    The same building gives the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, (title, sheets) in plan_files(building).items():
        path = folder / name
        path.write_bytes(_pdf(building, title, sheets))
        written.append(path)
    return written


def _pdf(building: Building, title: Both, sheets: list[Sheet]) -> bytes:
    canvases = [
        sheet.canvas(building, f"{index}/{len(sheets)}") for index, sheet in enumerate(sheets, start=1)
    ]
    pages = [
        {
            "title": sheet.title.fr,
            "uri": "data:image/svg+xml;base64," + base64.b64encode(canvas.svg().encode()).decode(),
            "labels": canvas.labels,
        }
        for sheet, canvas in zip(sheets, canvases, strict=True)
    ]
    width, height = sheets[0].size
    html = render_to_string(
        "drawings/sheets.html", {"pages": pages, "width": f"{width:.0f}", "height": f"{height:.0f}"}
    )
    return render_pdf(
        html, title=f"{title.fr} – {building.revision}", language="fr", created=_moment(building.dated)
    )


def _moment(dated: date) -> datetime:
    return datetime.combine(dated, time(12), tzinfo=UTC)


def draw_piece(
    name: str,
    title_fr: str,
    title_ar: str,
    folder: Path,
    *,
    dated: date = date(2026, 9, 1),
    lines: tuple[str, ...] = (),
) -> Path:
    """A one-page piece of a file that is no drawing (certificate, contract, form), marked as a demonstration.

    ``name`` becomes ``<name>.pdf``; ``lines`` are facts to show on it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    html = render_to_string(
        "drawings/piece.html",
        {"title": Both(title_fr, title_ar), "name": name, "lines": lines},
    )
    path = folder / f"{name}.pdf"
    path.write_bytes(render_pdf(html, title=title_fr, language="fr", created=_moment(dated)))
    return path
