"""A filed case, its paper in the register, and the signed files that tests hand in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from django.test import Client

from documents.models import Document, DocumentVersion, ScanState
from permits.codes import new_paper_code
from permits.demo.city import City
from permits.models import Paper, RegisteredFile
from tests.permits.acts.conftest import town
from tests.permits.files import FILED_ON, Story
from tests.signatures.conftest import _kept, authority, one, shared, signing, two
from workflows import legaltime

__all__ = ["_kept", "authority", "one", "shared", "signing", "town", "two"]
Publish = Callable[..., Paper]


@pytest.fixture
def city(town: City, db: None) -> City:
    """The city, made once a module: each test leaves no trace in it."""
    return town


@pytest.fixture
def filed(story: Story) -> Story:
    with legaltime.moved_to(FILED_ON):
        return story.filed()


@pytest.fixture
def publish(filed: Story) -> Publish:
    """Enter these bytes in the register as a paper of the filed case."""

    def publish(content: bytes, **fields: object) -> Paper:
        document = Document.objects.create(title="Paper", kind="deposit-receipt")
        version = DocumentVersion.objects.create(
            document=document, number=1, key=f"test/{document.pk}", file_name="paper.pdf", size=len(content),
            sha256=hashlib.sha256(content).hexdigest(), content_type="application/pdf",
            scan=ScanState.MADE_HERE,
        )  # fmt: skip
        code = new_paper_code()
        values = {"name": "deposit_receipt", "key": code, "issued_on": FILED_ON, **fields}
        paper = Paper.objects.create(case=filed.case, code=code, version=version, **values)
        RegisteredFile.objects.create(
            sha256=version.sha256, paper=paper, case=filed.case, version=version, label=paper.name
        )
        return paper

    return publish


@pytest.fixture
def page(client: Client) -> Client:
    """A reader of English who is not signed in."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
