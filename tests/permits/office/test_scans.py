"""Files sent with an act: a piece brought to the counter, an act signed by hand."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.functions import Function
from permits.models import PieceFile
from tests.documents.conftest import pdf_of, s3
from tests.permits.files import Story
from tests.permits.office.test_whole_day import Browser, went
from workflows.models import Case

__all__ = ["s3"]
pytestmark = pytest.mark.django_db


def scan(name: str = "scan.pdf", content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or pdf_of(1), "application/pdf")


@pytest.mark.starts_from("filed")
def test_the_desk_hands_a_piece_in_for_a_citizen(s3: None, story: Story, browser: Browser) -> None:
    desk = browser(story.who(Function.DESK))
    information = next(spec.name for spec in story.case.rules.pieces if spec.category != "main")
    went(desk.does(story.case.pk, "hand_in", piece=information, version=scan()))
    file = PieceFile.objects.get(application__case=story.case, piece=information, current=True)
    assert file.version.file_name == "scan.pdf" and file.handed_in_by == desk.user


@pytest.mark.starts_from("filed")
def test_a_file_that_is_not_what_it_says_is_refused_in_words(
    s3: None, story: Story, browser: Browser
) -> None:
    desk = browser(story.who(Function.DESK))
    information = next(spec.name for spec in story.case.rules.pieces if spec.category != "main")
    answer = desk.does(story.case.pk, "hand_in", piece=information, version=scan(content=b"MZ not a PDF"))
    assert answer.status_code == 400 and answer.context["form"].errors["version"]


@pytest.mark.starts_from("signing")
def test_an_act_signed_by_hand_closes_the_case(s3: None, story: Story, browser: Browser) -> None:
    desk = browser(story.who(Function.DESK))
    went(desk.does(story.case.pk, "sign_by_hand", version=scan(), place_of_original="Registry, shelf 4"))
    assert Case.objects.get(pk=story.case.pk).outcome == "granted"
