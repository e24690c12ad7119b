"""What a form may look at: the case, who fills it in, and the seats in their latest round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from accounts.models import User
from permits.models import Decision, DecisionState
from permits.office.mine import AT_SEAT, Posts
from workflows.desk import desk_of
from workflows.models import Case, Consultation, Opinion
from workflows.procedures.grammar import Procedure


@dataclass
class Scene:
    """The frame of one act on one page. ``seat`` is the seat that the address names, if any."""

    case: Case
    posts: Posts
    seat: str = ""

    @property
    def user(self) -> User:
        """Who fills the form in."""
        return self.posts.user

    @property
    def day(self) -> date:
        """The legal day."""
        return self.posts.day

    @property
    def rules(self) -> Procedure | None:
        """The procedure of the case; none while it is a draft."""
        return self.case.rules

    @cached_property
    def seats(self) -> list[Consultation]:
        """Every seat, in its latest round."""
        return desk_of(self.case).consultations

    @cached_property
    def my_seats(self) -> list[Consultation]:
        """The seats of my offices."""
        mine = set(self.posts.offices(*AT_SEAT))
        return [row for row in self.seats if row.office_id in mine]

    @cached_property
    def draft(self) -> Decision | None:
        """The decision being prepared."""
        return Decision.objects.filter(case=self.case, state=DecisionState.DRAFT).first()

    def opinion_of(self, row: Consultation) -> Opinion | None:
        """What counts of what the seat said."""
        return row.opinions.filter(current=True).prefetch_related("reserves").first()
