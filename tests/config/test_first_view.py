"""The first view of a page is light enough for a slow line: 150 kB, fonts included."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client, override_settings

MOST = 150_000
ADDRESSES = re.compile(r'(?:src|href)="(/static/[^"]+)"|url\("?([^")]+)"?\)')


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The static files under the names that production gives them, but for those of the admin."""
    if finders.find("vendor/bootstrap.min.css") is None:
        pytest.fail("static/vendor is missing: run `make setup`")
    folder = tmp_path_factory.mktemp("static")
    with override_settings(
        STATIC_ROOT=str(folder),
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
        },
    ):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])
        yield folder


def weight(path: Path) -> int:
    """As sent: fonts are compressed already, the rest goes out in gzip."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content, 9))


def loaded(html: str, folder: Path) -> dict[str, int]:
    """Every file that the page and its style sheets name, with its weight."""
    found: dict[str, int] = {}
    todo = [match[0] for match in ADDRESSES.findall(html) if match[0]]
    while todo:
        address = todo.pop()
        path = folder / address.removeprefix("/static/")
        if address in found or not path.is_file():
            continue
        found[address] = weight(path)
        if path.suffix == ".css":
            inside = ADDRESSES.findall(path.read_text(encoding="utf-8"))
            todo += [urljoin(address, match[1]) for match in inside if "data:" not in match[1]]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/compte/login/", "/suivi/"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_first_view_is_light(collected: Path, client: Client, address: str, language: str) -> None:
    html = client.get(address, headers={"accept-language": language}).content.decode()
    files = loaded(html, collected)
    assert any(name.endswith(".woff2") for name in files) and any(name.endswith(".js") for name in files)
    assert all(re.search(r"\.[0-9a-f]{12}\.", name) for name in files)  # kept for ever by browsers
    assert len(gzip.compress(html.encode())) + sum(files.values()) <= MOST, files
