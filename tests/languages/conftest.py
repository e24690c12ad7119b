"""Catalogues compiled for the tests themselves, so that they need no set-up."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from pytest_django import Settings

from ops.messages import PLURALS, path, read


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of compiled catalogues."""
    folder = tmp_path_factory.mktemp("languages")
    for language in PLURALS:
        file = path(language, folder)
        file.parent.mkdir(parents=True)
        with file.with_suffix(".mo").open("wb") as out:
            write_mo(out, read(language))
    return folder / "locale"


@pytest.fixture
def spoken(compiled: Path, settings: Settings) -> None:
    """The pages speak the languages of the catalogues."""
    settings.LOCALE_PATHS = [compiled]
