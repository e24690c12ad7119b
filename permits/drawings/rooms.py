"""The rooms of each level, in metres from the front left corner of the building."""

from __future__ import annotations

from dataclasses import dataclass, replace

from permits.drawings.building import Building
from permits.papers.words import Both

LIVING = Both("Salon", "الصالون")
FAMILY = Both("Séjour", "غرفة الجلوس")
BEDROOM = Both("Chambre", "غرفة النوم")
KITCHEN = Both("Cuisine", "المطبخ")
BATH = Both("Bains", "الحمام")
CORRIDOR = Both("Dégagement", "الممر")
LANDING = Both("Palier", "البسطة")
STAIR = Both("Escalier", "الدرج")
WELL = Both("Patio", "فناء")
LOGGIA = Both("Loggia", "شرفة")
HALL = Both("Hall d’entrée", "بهو المدخل")
SHOP = Both("Commerce", "محل تجاري")
STORE = Both("Réserve", "مخزن")
TECHNICAL = Both("Local technique", "محل تقني")
PARKING = Both("Stationnement", "موقف السيارات")

STAIR_M = 4.6
LANDING_M = 2.2
CORRIDOR_M = 1.4


@dataclass(frozen=True)
class Room:
    """A rectangle with a name. ``door`` and ``window`` name the side they are on: s, n, w, e or none."""

    name: Both
    x: float
    y: float
    width: float
    depth: float
    door: str = ""
    window: str = ""

    @property
    def area(self) -> float:
        """In m²."""
        return self.width * self.depth

    def mirrored(self, total: float) -> Room:
        """The same room on the other side of the building."""
        swap = {"w": "e", "e": "w"}
        return replace(
            self,
            x=total - self.x - self.width,
            door=swap.get(self.door, self.door),
            window=swap.get(self.window, self.window),
        )


def core_of(building: Building) -> tuple[float, float]:
    """Left side and width of the core."""
    return (building.width_m - building.core_m) / 2, building.core_m


def _core(building: Building, front: Both) -> list[Room]:
    x, width = core_of(building)
    stair = building.depth_m - STAIR_M
    landing = stair - LANDING_M
    return [
        Room(STAIR, x, stair, width, STAIR_M, door="s"),
        Room(LANDING, x, landing, width, LANDING_M, door="s"),
        Room(front, x, 0, width, landing, door="s" if front is HALL else ""),
    ]


def _dwelling(building: Building) -> list[Room]:
    """The dwelling on the left of the core."""
    side, _core_width = core_of(building)
    front = round(building.depth_m * 0.32, 2)
    column, behind = side - CORRIDOR_M, building.depth_m - front
    rooms = [
        Room(LIVING, 0, 0, round(side * 0.58, 2), front, door="n", window="s"),
        Room(FAMILY, round(side * 0.58, 2), 0, side - round(side * 0.58, 2), front, door="n", window="s"),
        Room(CORRIDOR, column, front, CORRIDOR_M, behind, door="e"),
    ]
    y = front
    for name, share in ((KITCHEN, 0.24), (BEDROOM, 0.29), (BATH, 0.17), (BEDROOM, 0.30)):
        depth = behind * share
        rooms.append(Room(name, 0, y, column, depth, door="e", window="w"))
        y += depth
    return rooms


def _ground(building: Building) -> list[Room]:
    side, _core_width = core_of(building)
    front = round(building.depth_m * 0.62, 2)
    behind = building.depth_m - front
    return [
        Room(SHOP, 0, 0, side, front, window="s"),
        Room(STORE, 0, front, side * 0.55, behind, door="s"),
        Room(TECHNICAL, side * 0.55, front, side * 0.45, behind, door="s"),
    ]


def _two_sides(building: Building, left: list[Room]) -> list[Room]:
    return [*left, *(room.mirrored(building.width_m) for room in left)]


def rooms_of(building: Building, level: int) -> list[Room]:
    """The rooms of a level: -1 is the basement, 0 the ground floor."""
    if level < 0:
        side, _width = core_of(building)
        return [*_core(building, STORE), *_two_sides(building, [Room(PARKING, 0, 0, side, building.depth_m)])]
    if level == 0:
        return [*_core(building, HALL), *_two_sides(building, _ground(building))]
    return [*_core(building, WELL if level > 1 else LOGGIA), *_two_sides(building, _dwelling(building))]
