"""From the code of the receipt to the page of the file."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.permits.files import Story


def send(page: Client, code: str, reference: str = "") -> tuple[int, str]:
    answer = page.post("/suivi/", {"code": code, "reference": reference})
    return answer.status_code, answer.headers.get("Location", "") or answer.content.decode()


def test_the_code_leads_to_the_page_however_it_is_typed(page: Client, filed: Story) -> None:
    code = filed.case.code
    typed = f" {code[:4].lower()}-{code[4:8]} {code[8:]} "
    assert send(page, typed) == (302, f"/suivi/{code}")
    assert send(page, code, str(filed.case.reference).lower()) == (302, f"/suivi/{code}")


def test_a_number_of_another_file_is_told(page: Client, filed: Story) -> None:
    status, text = send(page, filed.case.code, "PCT-2000-000001")
    assert status == 400 and "The code is that of another file" in text


@pytest.mark.parametrize("code", ["", "ABC", "23456789ABCD", "\x00" * 12, "é" * 39])
def test_a_wrong_code_gets_a_sentence_and_stays(page: Client, filed: Story, code: str) -> None:
    status, text = send(page, code)
    assert status == 400 and 'class="problem"' in text


def test_a_draft_is_not_found(page: Client, story: Story) -> None:
    story.drafted("construire", {})
    status, text = send(page, story.case.code)
    assert status == 400 and "No file has this code" in text
