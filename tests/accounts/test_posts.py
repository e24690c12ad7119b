"""Who holds a post, day by day: by membership, or by a delegation of who holds it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.models import Delegation, Membership, Post, User
from tests.accounts.conftest import ELECTION, LATER, SINCE, Hall

DAY = timedelta(days=1)


def holds(user: User, on: date) -> bool:
    return Post.objects.held_by(user.pk, on).exists()


def delegated(hall: Hall, by: User, first: date, last: date) -> Delegation:
    row = Delegation(
        post=hall.post, delegator=by, delegate=hall.deputy, valid_from=first, valid_to=last, act="n° 7"
    )
    row.full_clean()
    row.save()
    return row


@pytest.mark.parametrize(
    ("on", "expected"), [(SINCE - DAY, False), (SINCE, True), (ELECTION, True), (ELECTION + DAY, False)]
)
def test_a_membership_counts_from_its_first_to_its_last_day(hall: Hall, on: date, expected: bool) -> None:
    assert holds(hall.before, on) is expected


def test_after_an_election_the_new_holder_has_the_post(hall: Hall) -> None:
    assert holds(hall.after, LATER) and not holds(hall.before, LATER)


@pytest.mark.parametrize(("days", "expected"), [(-1, False), (0, True), (5, True), (6, False)])
def test_a_delegation_gives_the_post_from_its_first_to_its_last_day(
    hall: Hall, days: int, expected: bool
) -> None:
    delegated(hall, hall.after, LATER, LATER + 5 * DAY)
    assert holds(hall.deputy, LATER + days * DAY) is expected


def test_only_the_holder_during_the_whole_time_may_delegate(hall: Hall) -> None:
    for by, first, last in (
        (hall.deputy, LATER, LATER),
        (hall.before, LATER, LATER),
        (hall.before, ELECTION - DAY, ELECTION + DAY),
    ):
        with pytest.raises(ValidationError):
            delegated(hall, by, first, last)


def test_a_delegation_ends_with_the_post_of_who_gave_it(hall: Hall) -> None:
    delegated(hall, hall.after, LATER, LATER + 30 * DAY)
    Membership.objects.filter(user=hall.after).update(valid_to=LATER + DAY)
    assert holds(hall.deputy, LATER + DAY) and not holds(hall.deputy, LATER + 2 * DAY)


def test_nobody_delegates_backwards_or_without_an_act(hall: Hall) -> None:
    for fields in ({"valid_to": LATER - DAY}, {"act": ""}, {"delegate": hall.after}):
        values = {
            "post": hall.post, "delegator": hall.after, "delegate": hall.deputy, "valid_from": LATER,
            "valid_to": LATER, "act": "n° 7", **fields,
        }  # fmt: skip
        with pytest.raises(ValidationError):
            Delegation(**values).full_clean()


def test_a_post_is_held_once_at_a_time_by_a_person(hall: Hall) -> None:
    with pytest.raises(ValidationError, match=r"holds|poste|منصب"):
        Membership(user=hall.after, post=hall.post, valid_from=LATER).full_clean()
    Membership(user=hall.before, post=hall.post, valid_from=LATER).full_clean()


def test_the_database_keeps_dates_in_order(hall: Hall) -> None:
    with pytest.raises(IntegrityError):
        Membership.objects.create(user=hall.deputy, post=hall.post, valid_from=LATER, valid_to=SINCE)


def test_addresses_are_one_whatever_their_letters(hall: Hall) -> None:
    assert User.objects.get_by_natural_key("AFTER@Example.org") == hall.after
    with pytest.raises(ValidationError):
        User(email="After@EXAMPLE.org", password="x").full_clean()
