"""What a person does today: posts held or acted in, and the cases that they open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from accounts.functions import Function
from accounts.models import Post, User
from workflows.legaltime import today
from workflows.models import Case, CaseGroupAccess
from workflows.models.case import CaseQuerySet

AT_SEAT = (Function.REVIEWER, Function.HEAD)


@dataclass
class Posts:
    """The posts of one person on one legal day."""

    user: User
    day: date

    @cached_property
    def held(self) -> tuple[Post, ...]:
        """Every post, in his or her own right or by delegation. One query."""
        return tuple(Post.objects.held_by(self.user.pk, self.day).select_related("office"))

    @cached_property
    def places(self) -> frozenset[tuple[str, int]]:
        """Function and office of each post."""
        return frozenset((post.function, post.office_id) for post in self.held)

    def offices(self, *functions: Function) -> list[int]:
        """The offices in which the person has one of these functions."""
        return sorted({post.office_id for post in self.held if post.function in functions})

    @property
    def only_seats(self) -> bool:
        """Somebody who gives opinions, and does nothing else."""
        return bool(self.held) and all(post.function in AT_SEAT for post in self.held)

    def cases(self) -> CaseQuerySet:
        """Cases that a post of this person opens: a party has pages of its own, and no way in here."""
        by_post = CaseGroupAccess.objects.open_to(self.user, self.day).values("content_object_id")
        return Case.objects.visible_to(self.user, self.day).filter(pk__in=by_post)


def posts_today(user: User) -> Posts:
    """The posts of today."""
    return Posts(user, today())
