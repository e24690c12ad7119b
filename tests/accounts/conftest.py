"""An office with its president, and two people who may come after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from accounts.functions import Function
from accounts.models import Membership, Office, OfficeKind, Post, User

SINCE, ELECTION, LATER = date(2021, 9, 10), date(2026, 9, 9), date(2026, 12, 1)


@dataclass
class Hall:
    """A town hall: who held the presidency before the election, who holds it after, and a deputy."""

    post: Post
    before: User
    after: User
    deputy: User


@pytest.fixture
def hall(db: None) -> Hall:
    office = Office.objects.create(code="hall", kind=OfficeKind.COMMUNE, name_fr="Commune", name_ar="جماعة")
    post = office.post(Function.PRESIDENT)
    before, after, deputy = (
        User.objects.create_user(f"{name}@example.org") for name in ("before", "after", "deputy")
    )
    Membership.objects.create(user=before, post=post, valid_from=SINCE, valid_to=ELECTION)
    Membership.objects.create(user=after, post=post, valid_from=date(2026, 9, 10))
    return Hall(post, before, after, deputy)
