"""A city with everybody in it, and files in it at the wanted moment."""

from __future__ import annotations

import pytest

from permits.demo.city import City, make_city
from tests.permits.files import Story
from workflows.procedures import store


@pytest.fixture
def city(db: None) -> City:
    """The demonstration city, with the packs loaded."""
    store.load_packs()
    return make_city()


@pytest.fixture
def story(city: City) -> Story:
    """Tells the story of a file, act by act."""
    return Story(city)
