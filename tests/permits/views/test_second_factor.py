"""Whoever decides or signs has a second factor before any page of a case."""

from __future__ import annotations

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from accounts.functions import Function
from accounts.models import User
from permits.demo.city import City
from permits.secondfactor import DECIDING

PASSWORD = "four words are good"
A_PAGE = "/pieces/987654321"  # of nobody: 404 for whoever may ask


@pytest.fixture
def president(city: City) -> User:
    user = User.objects.get(pk=city.who(Function.PRESIDENT).pk)  # the city's own object serves other tests
    user.set_password(PASSWORD)
    user.save()
    return user


def test_a_deciding_function_alone_does_not_open_pages(page: Client, president: User) -> None:
    page.force_login(president)
    answer = page.get(A_PAGE)
    assert answer.status_code == 403 and "A second factor is needed" in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/v/", "/compte/2fa/", "/compte/2fa/totp/activate/"])
def test_public_pages_and_the_way_to_a_factor_stay_open(page: Client, president: User, address: str) -> None:
    page.force_login(president)
    assert "A second factor is needed" not in page.get(address, follow=True).content.decode()


def test_other_functions_need_none(page: Client, city: City) -> None:
    page.force_login(city.who(Function.DESK))
    assert page.get(A_PAGE).status_code == 404


def test_every_function_that_decides_is_held(page: Client, city: City) -> None:
    held = [user for (_office, function), user in city.people.items() if function in DECIDING]
    assert len(held) >= 5
    for user in held:
        page.force_login(user)
        assert page.get(A_PAGE).status_code == 403


def test_recovery_codes_are_no_factor_by_themselves(page: Client, president: User) -> None:
    Authenticator.objects.create(user=president, type=Authenticator.Type.RECOVERY_CODES, data={})
    page.force_login(president)
    assert page.get(A_PAGE).status_code == 403


def test_with_a_factor_the_password_alone_signs_nobody_in(page: Client, president: User) -> None:
    secret = get_adapter().encrypt("JBSWY3DPEHPK3PXP")
    Authenticator.objects.create(user=president, type=Authenticator.Type.TOTP, data={"secret": secret})
    answer = page.post("/compte/login/", {"login": president.email, "password": PASSWORD})
    assert answer["Location"].startswith("/compte/2fa/authenticate/")
    assert page.get(A_PAGE).status_code == 302
    wrong = page.post("/compte/2fa/authenticate/", {"code": "000000"})
    assert "_auth_user_id" not in page.session and wrong.status_code == 200
    right = totp.format_hotp_value(
        totp.hotp_value("JBSWY3DPEHPK3PXP", next(totp.yield_hotp_counters_from_time()))
    )
    page.post("/compte/2fa/authenticate/", {"code": right})
    assert page.get(A_PAGE).status_code == 404
