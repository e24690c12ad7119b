"""The demonstration city: everybody can sign in, with one password that only its owner reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from permits.demo.accounts import open_accounts
from permits.demo.city import City


@pytest.fixture
def accounts(city: City, settings: Any, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return open_accounts(city)


def test_everybody_signs_in_with_the_written_password(accounts: Path, city: City) -> None:
    password = accounts.read_text(encoding="utf-8").splitlines()[0].rpartition(" ")[2]
    city.architect.refresh_from_db()
    assert city.architect.check_password(password)


def test_the_password_is_for_its_owner_only_and_stays(accounts: Path, city: City) -> None:
    before = accounts.read_text(encoding="utf-8")
    assert accounts.stat().st_mode & 0o077 == 0
    assert open_accounts(city).read_text(encoding="utf-8") == before
