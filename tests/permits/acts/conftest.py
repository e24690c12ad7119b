"""One city a module, inside one transaction; each test works in a savepoint of it and leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from permits.demo.city import City, make_city
from tests.permits.acts.moments import Moments
from tests.permits.files import FILED_ON, Story
from workflows import legaltime
from workflows.procedures import store


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[City]:
    """The city, with the packs loaded, until the module is done."""
    with django_db_blocker.unblock(), transaction.atomic(), legaltime.moved_to(FILED_ON):
        store.load_packs()
        yield make_city()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def moments(town: City, request: pytest.FixtureRequest) -> Moments:
    """Files brought, once for the module, to the moments from which its tests start."""
    made = Moments(town)
    for item in request.session.items:
        for mark in item.iter_markers("starts_from") if item.path == request.path else ():
            made.bring_to(*mark.args)
    return made


@pytest.fixture(autouse=True)
def on_the_day_of_deposit() -> Iterator[None]:
    """Legal time stands at the day of deposit, until a test moves it."""
    with legaltime.moved_to(FILED_ON):
        yield


@pytest.fixture
def story(moments: Moments, request: pytest.FixtureRequest) -> Story:
    """A story at the moment that the test names, else before its first act."""
    mark = request.node.get_closest_marker("starts_from")
    return moments.at(mark.args[0]) if mark else Story(moments.city)
