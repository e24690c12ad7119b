"""Files told through the engine, in a city made once a module: each test leaves no trace in it."""

from __future__ import annotations

import pytest

from permits.demo.city import City
from tests.permits.acts.conftest import town
from tests.permits.files import Story

__all__ = ["town"]


@pytest.fixture
def city(town: City, db: None) -> City:
    return town


@pytest.fixture
def story(city: City) -> Story:
    return Story(city)
