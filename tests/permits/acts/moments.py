"""Files brought to a moment of their life, once for many tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from accounts.functions import Function
from permits.demo.city import City
from tests.permits.acts.french import FRENCH_HOUSE, french
from tests.permits.acts.signing import signed_as
from tests.permits.files import FILED_ON, HOUSE, Story
from workflows import legaltime
from workflows.models import Case

TOWER = {**HOUSE, "use": "collective_housing", "height_m": "18", "levels": 5, "dwellings": 12}
REFIT = {"work_description": "Peinture et carrelage"}


def _drafted(story: Story) -> None:
    story.drafted("construire", HOUSE)


def _filed(story: Story) -> None:
    story.filed()


def _in_review(story: Story) -> None:
    story.filed().admitted()


def _deciding(story: Story) -> None:
    story.filed().admitted().reviewed().minuted()


def _signing(story: Story) -> None:
    story.filed().admitted().reviewed().minuted().sent()


def _granted(story: Story) -> None:
    _signing(story)
    signed_as(story)


def _refit_deciding(story: Story) -> None:
    story.filed("refection", REFIT).admitted()


def _refit_signing(story: Story) -> None:
    story.filed("refection", REFIT).admitted().sent()


def _refit_granted(story: Story) -> None:
    _refit_signing(story)
    signed_as(story)


def _tower_filed(story: Story) -> None:
    story.filed(facts=TOWER)


def _tower_in_review(story: Story) -> None:
    story.filed(facts=TOWER).admitted()


def _french_in_review(story: Story) -> None:
    """Two seats whose silence means something."""
    story.city = french(story.city)
    facts = {**FRENCH_HOUSE, "monument_surroundings": True, "other_consultations": True}
    story.filed("permis_construire", facts).act("admit", story.who(Function.DESK, "ville"))


MOMENTS: dict[str, Callable[[Story], None]] = {
    "drafted": _drafted,
    "filed": _filed,
    "in_review": _in_review,
    "deciding": _deciding,
    "signing": _signing,
    "granted": _granted,
    "refit_deciding": _refit_deciding,
    "refit_signing": _refit_signing,
    "refit_granted": _refit_granted,
    "tower_filed": _tower_filed,
    "french_in_review": _french_in_review,
    "tower_in_review": _tower_in_review,
}


@dataclass
class Moments:
    """The files of one module, by moment."""

    city: City
    cases: dict[str, tuple[City, int]] = field(default_factory=dict)

    def bring_to(self, *names: str) -> None:
        """Make what is not there yet, outside any test's savepoint."""
        for name in names:
            if name not in self.cases:
                story = Story(self.city)
                with legaltime.moved_to(FILED_ON):
                    MOMENTS[name](story)
                self.cases[name] = (story.city, story.case.pk)

    def at(self, name: str) -> Story:
        """The story of that file, read afresh."""
        city, pk = self.cases[name]
        return Story(city, Case.objects.get(pk=pk))
