"""The files of the demonstration: from a folder that is given, else drawn here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from permits.drawings import Building, draw_piece, draw_plans
from workflows.procedures.grammar import PieceSpec

PLAN_SUFFIXES = (".pdf", ".dxf", ".ifc")
DRAWN_FOR = {
    "situation_plan": "plan-situation.pdf",
    "boundary_plan": "plan-de-masse.pdf",
    "architect_plans": "plans-architecturaux.pdf",
    "structural_plans": "structure.pdf",
}


class NoPlans(ValueError):
    """The folder given holds no plan that can be used; the message says what is expected."""


BLOCK = Building()


@dataclass(frozen=True)
class PlanSet:
    """Where the files of one application come from."""

    folder: Path
    given: tuple[Path, ...] = ()
    building: Building = BLOCK

    @classmethod
    def at(cls, folder: Path, plans: Path | None, building: Building) -> PlanSet:
        """Draw what is needed into ``folder``. Raises ``NoPlans`` if ``plans`` holds none."""
        draw_plans(building, folder)
        return cls(folder, plans_in(plans) if plans else (), building)

    def files(self, piece: PieceSpec, on: date) -> list[Path]:
        """The files of a piece: the given plans for the architect's, drawings or papers otherwise."""
        if piece.name == "architect_plans" and self.given:
            return [path for path in self.given if path.suffix.lower().lstrip(".") in piece.formats]
        drawn = self.folder / DRAWN_FOR.get(piece.name, "")
        if drawn.is_file():
            return [drawn]
        return [draw_piece(piece.name, piece.text.fr, piece.text.ar, self.folder, dated=on)]

    def amended(self, folder: Path) -> Path:
        """The architect's plans after a request to amend."""
        draw_plans(self.building.amend(), folder)
        return folder / DRAWN_FOR["architect_plans"]


def plans_in(folder: Path) -> tuple[Path, ...]:
    """The plans of a folder, by name. Raises ``NoPlans`` when there are none."""
    if not folder.is_dir():
        raise NoPlans(f"{folder} is not a folder: give one that holds PDF, DXF or IFC plans.")
    found = tuple(sorted(path for path in folder.iterdir() if path.suffix.lower() in PLAN_SUFFIXES))
    if not any(path.suffix.lower() == ".pdf" for path in found):
        raise NoPlans(f"{folder} holds no PDF plan: give a folder with at least one.")
    return found
