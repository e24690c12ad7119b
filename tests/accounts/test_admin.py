"""Operators set people and offices up; what has begun is ended, never deleted or rewritten."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.functions import Function
from accounts.models import Delegation, Membership, Office, User
from tests.accounts.conftest import LATER, Hall


@pytest.fixture
def operator(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("operator@example.org"))
    return client


@pytest.mark.parametrize(
    "model", ["user", "office", "post", "membership", "delegation", "professionalidentity"]
)
def test_lists_and_forms_open_and_nothing_is_deleted(operator: Client, hall: Hall, model: str) -> None:
    assert operator.get(reverse(f"admin:accounts_{model}_changelist")).status_code == 200
    added = operator.get(reverse(f"admin:accounts_{model}_add")).status_code
    assert added == (403 if model == "post" else 200)
    if model == "user":
        assert operator.get(reverse("admin:accounts_user_delete", args=[hall.after.pk])).status_code == 403


def test_an_office_is_made_with_its_posts(operator: Client) -> None:
    form = {
        "code": "agency", "kind": "urban_agency", "country": "ma", "name_fr": "Agence", "name_ar": "وكالة",
        "territory": "[]", "settings": '{"weekend": [5, 6]}', "valid_from": "2020-01-01",
        "posts-TOTAL_FORMS": "1", "posts-INITIAL_FORMS": "0", "posts-0-function": "reviewer",
    }  # fmt: skip
    assert operator.post(reverse("admin:accounts_office_add"), form).status_code == 302
    assert Office.objects.get(code="agency").posts.get().group.name == "agency:reviewer"


def test_a_wrong_office_is_refused_on_its_field(operator: Client) -> None:
    form = {
        "code": "agency", "kind": "urban_agency", "country": "zz", "name_fr": "A", "name_ar": "و",
        "territory": "[]", "settings": '{"weekend": [9]}', "valid_from": "2020-01-01",
        "posts-TOTAL_FORMS": "0", "posts-INITIAL_FORMS": "0",
    }  # fmt: skip
    answer = operator.post(reverse("admin:accounts_office_add"), form)
    assert set(answer.context["adminform"].form.errors) == {"country", "settings"}


def test_a_membership_that_exists_only_gets_an_end(operator: Client, hall: Hall) -> None:
    row = Membership.objects.get(user=hall.after)
    url = reverse("admin:accounts_membership_change", args=[row.pk])
    operator.post(url, {"user": hall.deputy.pk, "valid_from": "2020-01-01", "valid_to": "2026-12-31"})
    row.refresh_from_db()
    assert (row.user, row.valid_from.year, str(row.valid_to)) == (hall.after, 2026, "2026-12-31")


def test_a_delegation_by_who_does_not_hold_the_post_is_refused(operator: Client, hall: Hall) -> None:
    form = {
        "post": hall.post.pk, "delegator": hall.before.pk, "delegate": hall.deputy.pk,
        "valid_from": LATER, "valid_to": LATER, "act": "n° 7",
    }  # fmt: skip
    assert operator.post(reverse("admin:accounts_delegation_add"), form).status_code == 200
    assert not Delegation.objects.exists()
    operator.post(reverse("admin:accounts_delegation_add"), {**form, "delegator": hall.after.pk})
    assert Delegation.objects.get().delegate == hall.deputy


def test_a_new_user_is_kept_in_lower_case(operator: Client) -> None:
    form = {"email": "New@Example.ORG", "usable_password": "false"}
    assert operator.post(reverse("admin:accounts_user_add"), form).status_code == 302
    assert User.objects.get(email="new@example.org").has_usable_password() is False


def test_staff_who_edit_users_make_no_operator(client: Client, hall: Hall) -> None:
    clerk = User.objects.create_user("clerk@example.org", is_staff=True)
    clerk.user_permissions.set(
        clerk.user_permissions.model.objects.filter(codename__in=["change_user", "view_user"])
    )
    client.force_login(clerk)
    url = reverse("admin:accounts_user_change", args=[clerk.pk])
    client.post(url, {"email": clerk.email, "language": "fr", "is_active": "on", "is_superuser": "on"})
    clerk.refresh_from_db()
    assert not clerk.is_superuser
    boss = User.objects.create_superuser("boss@example.org")
    assert client.post(reverse("admin:accounts_user_change", args=[boss.pk]), {}).status_code == 403
    assert client.get(f"/admin/accounts/user/{boss.pk}/password/").status_code == 403


def test_functions_of_the_engine_are_all_offered(operator: Client) -> None:
    page = operator.get(reverse("admin:accounts_office_add")).content.decode()
    assert all(f'value="{function.value}"' in page for function in Function)
