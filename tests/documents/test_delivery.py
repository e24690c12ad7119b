"""How a file leaves: as an attachment, under its name, for a short time."""

from __future__ import annotations

import time
from urllib.parse import parse_qs, unquote, urlsplit
from urllib.request import urlopen

import pytest
from pytest_django import Settings

from documents.delivery import download_url
from documents.errors import DocumentError
from documents.models import Document, DocumentVersion, ScanState
from documents.presign import attachment
from documents.uploads import store
from tests.documents.conftest import ask


def version_of(**fields: object) -> DocumentVersion:
    known = {"key": "documents/a", "file_name": "a.pdf", "content_type": "application/pdf"}
    return DocumentVersion(**(known | fields))


@pytest.mark.services
@pytest.mark.usefixtures("s3")
def test_a_browser_saves_the_file_under_its_own_name(document: Document, plan: bytes) -> None:
    name = "Façade – الواجهة.pdf"
    version = store(document=document, data=plan, file_name=name, content_type="application/pdf")
    with urlopen(download_url(version)) as answer:
        disposition = answer.headers["Content-Disposition"]
        assert answer.read() == plan
        assert answer.headers["Content-Type"] == "application/pdf"
    assert disposition.startswith("attachment;")
    assert unquote(disposition.partition("filename*=UTF-8''")[2]) == name


@pytest.mark.services
@pytest.mark.usefixtures("s3")
def test_an_address_dies_and_cannot_be_changed(document: Document, plan: bytes) -> None:
    version = store(document=document, data=plan, file_name="a.pdf", content_type="application/pdf")
    other = store(document=document, data=plan, file_name="b.pdf", content_type="application/pdf")
    url = download_url(version, seconds=1)
    assert ask("GET", url.replace(version.key, other.key))[0] == 403
    assert ask("GET", url.replace("attachment", "inline"))[0] == 403
    time.sleep(2)
    assert ask("GET", url)[0] == 403


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/xhtml+xml", "image/vnd.dxf", ""])
def test_what_a_browser_could_run_is_a_stream_of_bytes(kind: str) -> None:
    asked = parse_qs(urlsplit(download_url(version_of(content_type=kind))).query)
    assert asked["response-content-type"] == ["application/octet-stream"]


def test_addresses_are_signed_for_the_public_host(settings: Settings) -> None:
    settings.S3_PUBLIC_ENDPOINT = "https://files.commune.example"
    settings.S3_ENDPOINT = "http://storage.internal:9000"
    assert download_url(version_of()).startswith("https://files.commune.example/")


def test_an_infected_version_is_not_given() -> None:
    with pytest.raises(DocumentError, match="locked"):
        download_url(version_of(scan=ScanState.INFECTED))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Façade.pdf", "Facade.pdf"),
        ("الواجهة.pdf", "document.pdf"),
        ('a"; x="b.pdf', "a__ x__b.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a__Set-Cookie_ x.pdf"),
        ("الواجهة", "document"),
    ],
)
def test_old_browsers_get_a_plain_name_that_breaks_no_header(name: str, plain: str) -> None:
    header = attachment(name)
    assert f'filename="{plain}"' in header
    assert header.isascii()
    assert "\n" not in header
