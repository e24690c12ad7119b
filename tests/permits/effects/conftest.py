"""Files whose papers are really rendered, signed and stored."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from accounts.models import User
from documents.models import Document, DocumentVersion
from documents.uploads import store
from signatures.demo_authority import ensure_function_certificate
from tests.documents.conftest import s3 as s3
from tests.permits.files import FILED_ON, HOUSE, Story
from workflows import legaltime


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration authority of its own, with the functions that sign here."""
    home = tmp_path_factory.mktemp("signing")
    for office, function in (("rivage", "president"), ("prefecture", "governor")):
        ensure_function_certificate(office, office, function, folder=home)
    return home


@pytest.fixture
def real(story: Story, s3: None, authority: Path, settings: Any) -> Story:
    """A story whose effects run on the real storage and provider, on the day of deposit."""
    settings.SIGNING_DIR = authority
    with legaltime.moved_to(FILED_ON):
        return with_a_real_plan(story)


def with_a_real_plan(story: Story) -> Story:
    """Deposited and admitted; the architect's plan has bytes behind it."""
    story.drafted("construire", HOUSE).with_pieces()
    story.case.application.pieces.filter(piece="architect_plans").update(version=a_plan(story.architect))
    story.act("file", story.architect)
    return story.admitted()


def a_plan(by: User) -> DocumentVersion:
    """A plan of two A1 sheets, in the storage."""
    pdf, stream = pikepdf.new(), io.BytesIO()
    for _sheet in range(2):
        pdf.add_blank_page(page_size=(2384, 1684))
    pdf.save(stream)
    document = Document.objects.create(title="Plans", kind="piece", created_by=by)
    return store(
        document=document,
        data=stream.getvalue(),
        file_name="plans.pdf",
        content_type="application/pdf",
        by=by,
    )
