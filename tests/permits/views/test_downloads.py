"""Downloads: whoever sees the case is sent to the storage, a stranger finds nothing."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from accounts.functions import Function
from accounts.models import User
from documents.models import Document, DocumentVersion, ScanState
from permits.models import PieceFile
from tests.permits.files import FILED_ON, Story, a_file
from tests.permits.views.conftest import Publish
from workflows import legaltime


def get(client: Client, user: User, address: str) -> int:
    client.force_login(user)
    with legaltime.moved_to(FILED_ON):
        return client.get(address).status_code


def a_piece(story: Story) -> PieceFile:
    return PieceFile.objects.filter(application__case=story.case).first()


def test_parties_and_the_desk_download(client: Client, filed: Story, publish: Publish) -> None:
    addresses = (f"/pieces/{a_piece(filed).pk}", f"/papers/{publish(b'x').version_id}")
    for user in (filed.architect, filed.city.owner, filed.who(Function.DESK)):
        assert [get(client, user, address) for address in addresses] == [302, 302]


def test_strangers_and_operators_find_nothing(client: Client, filed: Story, publish: Publish) -> None:
    addresses = (f"/pieces/{a_piece(filed).pk}", f"/papers/{publish(b'x').version_id}")
    operator = User.objects.create_superuser("operator@example.org")
    for user in (operator, filed.who(Function.INSPECTOR), User.objects.create_user("nobody@example.org")):
        assert [get(client, user, address) for address in addresses] == [404, 404]


def test_what_is_there_and_what_is_not_look_the_same_unless_signed_in(client: Client, filed: Story) -> None:
    there, nowhere = client.get(f"/pieces/{a_piece(filed).pk}"), client.get("/pieces/987654321")
    assert there.status_code == nowhere.status_code == 302
    assert there["Location"].startswith("/compte/login/") and nowhere["Location"].startswith("/compte/login/")


def test_the_address_is_signed_and_the_answer_is_not_kept(client: Client, filed: Story) -> None:
    client.force_login(filed.architect)
    with legaltime.moved_to(FILED_ON):
        answer = client.get(f"/pieces/{a_piece(filed).pk}")
    assert "X-Amz-Signature" in answer["Location"] and "no-store" in answer["Cache-Control"]


def test_the_stamped_copy_is_there_once_it_was_made(client: Client, filed: Story) -> None:
    piece = a_piece(filed)
    assert get(client, filed.architect, f"/pieces/{piece.pk}/stamped") == 404
    PieceFile.objects.filter(pk=piece.pk).update(stamped=a_file(filed.architect))
    assert get(client, filed.architect, f"/pieces/{piece.pk}/stamped") == 302


def test_an_infected_file_is_withheld_in_words(client: Client, filed: Story) -> None:
    document = Document.objects.create(title="x", kind="piece")
    infected = DocumentVersion.objects.create(
        document=document, number=1, key="infected", file_name="x.pdf", size=1, sha256="0" * 64,
        content_type="application/pdf", scan=ScanState.INFECTED,
    )  # fmt: skip
    piece = a_piece(filed)
    PieceFile.objects.filter(pk=piece.pk).update(version=infected)
    assert get(client, filed.architect, f"/pieces/{piece.pk}") == 403


@pytest.mark.parametrize("address", [f"/papers/{uuid.UUID(int=0)}", "/pieces/0", f"/pieces/{10**40}"])
def test_what_never_was_is_not_found(client: Client, filed: Story, address: str) -> None:
    assert get(client, filed.architect, address) == 404
