"""The city made once a module, and people of it at their browsers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from tests.permits.acts.conftest import moments, on_the_day_of_deposit, story, town

__all__ = ["moments", "on_the_day_of_deposit", "story", "town"]


class Person:
    """Somebody with a browser, who has a second factor."""

    def __init__(self, user: User) -> None:
        self.user, self.client = user, Client(headers={"accept-language": "en"})
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
        self.client.force_login(user)

    def opens(self, address: str) -> HttpResponse:
        return self.client.get(address)

    def reads(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    def does(self, case: int, action: str, *, key: str = "", **answers: Any) -> HttpResponse:
        """Open the page of an act, fill it in, send it."""
        address = f"/bureau/dossiers/{case}/{action}/"
        page = self.reads(address)
        found = re.search(r'name="key" value="(\w+)"', page)
        assert found, f"{action} shows no form: {re.findall('<li>(.*?)</li>', page)}"
        counts = dict(re.findall(r'name="([\w-]+-count)" value="(\d+)"', page))
        return self.client.post(address, {"key": key or found[1], **counts, **answers})


@pytest.fixture
def browser() -> Callable[[User], Person]:
    return Person
