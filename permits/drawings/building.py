"""The building that the drawings show: a few numbers from which everything is worked out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from permits.papers.words import Both


@dataclass(frozen=True, kw_only=True)
class Building:
    """An apartment block on a plot. Lengths in metres.

    Raises ValueError when the numbers make no building that can be drawn.
    """

    levels: int = 5  # ground floor included: 5 is R+4
    width_m: float = 18.0  # along the street
    depth_m: float = 16.0
    ground_height_m: float = 4.0
    storey_height_m: float = 3.0
    parapet_m: float = 1.2
    basement: bool = True
    dwellings: int = 12
    core_m: float = 3.2  # width of stair and landing
    setback_m: float = 4.0  # from the street
    margin_m: float = 4.0  # from the side boundaries
    yard_m: float = 6.0  # behind
    street_m: float = 12.0
    revision: str = "A"
    dated: date = date(2026, 9, 1)
    land: str = "TF 45678/C"
    project: Both = field(
        default_factory=lambda: Both("Immeuble d’habitation et commerces", "عمارة سكنية ومحلات تجارية")
    )

    def __post_init__(self) -> None:
        if not 1 <= self.levels <= 40:
            raise ValueError("A building has between 1 and 40 levels.")
        if not 8 <= self.width_m <= 60 or not 10 <= self.depth_m <= 40:
            raise ValueError("A drawn building is 8 to 60 m wide and 10 to 40 m deep.")
        if not 2.4 <= self.core_m <= self.width_m / 2:
            raise ValueError("The core is at least 2.4 m and at most half the width of the building.")

    @property
    def height_m(self) -> float:
        """From the ground to the top of the parapet."""
        return self.ground_height_m + (self.levels - 1) * self.storey_height_m + self.parapet_m

    @property
    def title(self) -> str:
        """``R+4``."""
        return f"R+{self.levels - 1}" if self.levels > 1 else "RDC"

    @property
    def plot_width_m(self) -> float:
        """Width of the plot."""
        return self.width_m + 2 * self.margin_m

    @property
    def plot_depth_m(self) -> float:
        """Depth of the plot."""
        return self.depth_m + self.setback_m + self.yard_m

    @property
    def amended(self) -> bool:
        """Whether this is a later state of the project."""
        return self.revision != "A"

    def floor_of(self, level: int) -> float:
        """Height of the floor of a level above the ground (level 0: the ground floor)."""
        return 0.0 if level == 0 else self.ground_height_m + (level - 1) * self.storey_height_m

    def amend(self) -> Building:
        """The project after a request to amend: a wider stair, an exit at the back; marked by a cloud."""
        return replace(
            self, revision=chr(ord(self.revision) + 1), core_m=min(self.core_m + 0.6, self.width_m / 2)
        )
