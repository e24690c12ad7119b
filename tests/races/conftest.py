"""A city that is really committed, and files in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from permits.demo.city import City, make_city
from tests.permits.files import FILED_ON, Story
from workflows import legaltime
from workflows.procedures import store


@pytest.fixture
def city(transactional_db: None) -> Iterator[City]:
    """The demonstration city on the day of deposit."""
    with legaltime.moved_to(FILED_ON):
        store.load_packs()
        yield make_city()


@pytest.fixture
def story(city: City) -> Story:
    """The story of one file."""
    return Story(city)
