"""The admin shows documents and changes nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from documents.models import Document, DocumentVersion, ScanState


@pytest.fixture
def operator(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("operator@example.org"))
    return client


@pytest.mark.parametrize("model", ["document", "documentversion", "upload"])
def test_lists_open_and_nothing_can_be_added(operator: Client, model: str) -> None:
    assert operator.get(reverse(f"admin:documents_{model}_changelist")).status_code == 200
    assert operator.get(reverse(f"admin:documents_{model}_add")).status_code == 403


def test_a_document_is_shown_and_not_changed(operator: Client, document: Document) -> None:
    DocumentVersion.objects.create(
        document=document,
        number=1,
        key="k",
        file_name="façade.pdf",
        size=1,
        sha256="0" * 64,
        content_type="application/pdf",
        scan=ScanState.CLEAN,
    )
    url = reverse("admin:documents_document_change", args=[document.pk])
    assert "façade.pdf" in operator.get(url).content.decode()
    assert operator.post(url, {"title": "other"}).status_code == 403
    assert operator.post(reverse("admin:documents_document_delete", args=[document.pk])).status_code == 403
