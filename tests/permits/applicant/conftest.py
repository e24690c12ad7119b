"""A browser of the architect, on the day of deposit, in the demonstration city."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from permits.demo.city import City
from tests.permits.acts.conftest import moments, on_the_day_of_deposit, town
from tests.permits.acts.moments import Moments
from tests.permits.files import Story

__all__ = ["moments", "on_the_day_of_deposit", "town"]
SignIn = Callable[[User], Client]


@pytest.fixture
def city(town: City, db: None) -> City:
    """The city, made once a module: each test leaves no trace in it."""
    return town


@pytest.fixture
def story(city: City, moments: Moments, request: pytest.FixtureRequest) -> Story:
    """A story at the moment that the test names, else before its first act."""
    mark = request.node.get_closest_marker("starts_from")
    return moments.at(mark.args[0]) if mark else Story(city)


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """A reader of English, signed in."""

    def sign_in(user: User) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def architect(city: City, sign_in: SignIn) -> Client:
    """The architect's browser."""
    return sign_in(city.architect)
