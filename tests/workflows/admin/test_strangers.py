"""The admin of a case: 404 for whoever has no way in, operators included; nothing is changed there."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.functions import Function
from accounts.models import User
from permits.admin.files import TIES
from permits.demo.city import City
from tests.permits.files import FILED_ON, Story
from workflows import legaltime
from workflows.admin.seen import CaseRowsAdmin
from workflows.models import Case

OF_CASES = [model for model, page in admin.site._registry.items() if isinstance(page, CaseRowsAdmin)]
NOT_CASES = {"sitting", "calendarday", "procedureversion"}


def staff(client: Client, user: User) -> Client:
    User.objects.filter(pk=user.pk).update(is_staff=True)
    client.force_login(User.objects.get(pk=user.pk))
    return client


@pytest.fixture
def admitted(story: Story) -> Story:
    with legaltime.moved_to(FILED_ON):
        return story.admitted()


def pages_of(story: Story) -> list[str]:
    """A page of each model for a row of the case, where there is one."""
    found = []
    for model in OF_CASES:
        path = admin.site._registry[model].case_path
        row = model._default_manager.filter(**{path: story.case.pk}).first()
        if row is not None:
            found.append(
                reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
            )
    return found


def test_every_model_of_the_engine_and_the_domain_is_narrowed() -> None:
    registered = {
        model._meta.model_name
        for model in admin.site._registry
        if model._meta.app_label in ("workflows", "permits") and model not in OF_CASES
    }
    assert registered == NOT_CASES and len(OF_CASES) >= 20


def test_a_stranger_and_an_operator_get_404_on_every_page(client: Client, admitted: Story) -> None:
    pages = pages_of(admitted)
    assert len(pages) >= 10
    operator = User.objects.create_superuser("operator@example.org")
    with legaltime.moved_to(FILED_ON):
        for user in (admitted.who(Function.INSPECTOR), operator):
            staff(client, user)
            for page in pages:
                seen = client.get(page), client.get(page.replace("change", "history")), client.post(page, {})
                statuses = [answer.status_code for answer in seen]
                assert statuses == [404, 404, 404], page


def test_their_lists_are_empty(client: Client, admitted: Story) -> None:
    staff(client, User.objects.create_superuser("operator@example.org"))
    with legaltime.moved_to(FILED_ON):
        for model in OF_CASES:
            url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            answer = client.get(url)
            assert answer.status_code == 200 and answer.context["cl"].result_count == 0, model


def test_the_desk_opens_every_page_and_changes_nothing(client: Client, admitted: Story) -> None:
    staff(client, admitted.who(Function.DESK))
    with legaltime.moved_to(FILED_ON):
        for page in pages_of(admitted):
            assert client.get(page).status_code == 200, page
            assert client.get(page.replace("change", "history")).status_code == 200, page
            assert client.post(page, {}).status_code == 403, page
            assert client.post(page.replace("change", "delete"), {"post": "yes"}).status_code == 403, page


def test_nobody_adds(client: Client, city: City) -> None:
    staff(client, city.who(Function.DESK))
    for model in OF_CASES:
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        assert client.get(url).status_code == 403, model


def test_a_number_that_never_was_is_not_found(client: Client, city: City) -> None:
    staff(client, city.who(Function.DESK))
    for number in ("0", "-1", "9" * 40, "x", "%00", "_3F"):
        assert client.get(f"/admin/workflows/case/{number}/change/").status_code == 404, number


def test_files_of_a_case_are_hidden_from_an_operator(client: Client, admitted: Story) -> None:
    piece = admitted.case.application.pieces.select_related("version").first()
    pages = [
        reverse("admin:documents_document_change", args=[piece.version.document_id]),
        reverse("admin:documents_documentversion_change", args=[piece.version_id]),
    ]
    with legaltime.moved_to(FILED_ON):
        staff(client, User.objects.create_superuser("operator@example.org"))
        assert [client.get(page).status_code for page in pages] == [404, 404]
        assert (
            client.get(reverse("admin:documents_documentversion_changelist")).context["cl"].result_count == 0
        )


def test_every_tie_of_a_document_to_a_case_is_known() -> None:
    """A new foreign key to a document or a version in the domain must be narrowed too."""
    known = {(model, path.split("__")[0]) for model, path, _case in TIES}
    found = {
        (model, field.name)
        for model in admin.site._registry
        if model._meta.app_label == "permits"
        for field in model._meta.fields
        if field.related_model is not None and field.related_model._meta.app_label == "documents"
    }
    assert found == known


def test_a_person_who_is_not_staff_is_sent_to_sign_in_whatever_the_page(
    client: Client, admitted: Story
) -> None:
    client.force_login(admitted.architect)
    there = client.get(f"/admin/workflows/case/{admitted.case.pk}/change/")
    nowhere = client.get("/admin/workflows/case/987654321/change/")
    assert there.status_code == nowhere.status_code == 302
    assert Case.objects.filter(pk=admitted.case.pk).exists()
