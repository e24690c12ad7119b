"""Accounts: opened, confirmed, signed in to, guarded against guessing."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.models import ProfessionalIdentity, User

pytestmark = pytest.mark.django_db
PASSWORD = "four words are good"
ARCHITECT = {
    "email": "Design@Example.org",
    "password1": PASSWORD,
    "name_fr": "Cabinet d'essai",
    "profession": "architect",
    "order_number": "A-17",
}


@pytest.fixture
def reader(client: Client) -> Client:
    """Somebody who reads English."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def user() -> User:
    """Somebody whose address is confirmed."""
    made = User.objects.create_user("known@example.org", PASSWORD)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def sign_in(client: Client, email: str, password: str = PASSWORD) -> int:
    return client.post("/compte/login/", {"login": email, "password": password}).status_code


def link_in(message: str) -> str:
    found = re.search(r"http://testserver(/\S+)", message)
    assert found
    return found[1]


def test_an_account_is_opened_with_a_number_to_be_checked(reader: Client) -> None:
    assert reader.post("/compte/signup/", ARCHITECT)["Location"] == "/compte/confirm-email/"
    user = User.objects.get(email="design@example.org")
    identity = ProfessionalIdentity.objects.get(user=user)
    assert (identity.profession, identity.order_number, identity.checked_on) == ("architect", "A-17", None)


def test_an_architect_without_a_number_is_asked_for_it(reader: Client) -> None:
    answer = reader.post("/compte/signup/", {**ARCHITECT, "order_number": ""})
    assert "Enter your number in the roll" in answer.content.decode()
    assert not User.objects.filter(email="design@example.org").exists()


def test_a_number_in_the_roll_is_nobody_elses(reader: Client, user: User) -> None:
    ProfessionalIdentity.objects.create(user=user, profession="architect", order_number="A-17")
    answer = reader.post("/compte/signup/", ARCHITECT)
    assert "registered already" in answer.content.decode()


def test_looking_at_the_link_confirms_nothing_the_button_does(reader: Client) -> None:
    reader.post("/compte/signup/", ARCHITECT)
    link = link_in(mail.outbox[0].body)
    assert reader.get(link).status_code == 200
    assert not EmailAddress.objects.get(email="design@example.org").verified
    reader.post(link)
    assert EmailAddress.objects.get(email="design@example.org").verified


def test_nobody_signs_in_before_the_address_is_confirmed(reader: Client) -> None:
    reader.post("/compte/signup/", ARCHITECT)
    other = Client()
    assert sign_in(other, "design@example.org") == 302
    assert "_auth_user_id" not in other.session


def test_mails_are_in_the_language_of_the_person(client: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(language="fr")
    client.post("/compte/password/reset/", {"email": user.email}, headers={"accept-language": "en"})
    body = mail.outbox[0].body
    assert "/compte/password/reset/key/" in body


def test_an_address_without_account_gets_the_same_answer(client: Client, user: User) -> None:
    answers = [
        client.post("/compte/password/reset/", {"email": email})["Location"]
        for email in (user.email, "nobody@example.org")
    ]
    assert answers[0] == answers[1]


def test_guessing_is_stopped_and_even_the_right_password_waits(reader: Client, user: User) -> None:
    for _attempt in range(6):
        sign_in(reader, user.email, "wrong")
    answer = reader.post("/compte/login/", {"login": user.email, "password": PASSWORD})
    assert answer.status_code == 429 and "Too many attempts" in answer.content.decode()
    assert "_auth_user_id" not in reader.session


def test_guessing_at_one_account_leaves_the_others_open(reader: Client, user: User) -> None:
    for _attempt in range(6):
        sign_in(reader, "somebody@example.org", "wrong")
    sign_in(reader, user.email)
    assert reader.session["_auth_user_id"] == str(user.pk)


def test_the_address_is_read_however_it_is_typed(reader: Client, user: User) -> None:
    sign_in(reader, " KNOWN@example.org ")
    assert reader.session["_auth_user_id"] == str(user.pk)


def test_the_admin_has_no_door_of_its_own(client: Client) -> None:
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/compte/login/?next=/admin/"
