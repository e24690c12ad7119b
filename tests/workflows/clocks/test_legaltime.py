"""The legal day, and who may move it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from pytest_django import Settings

from workflows import legaltime


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEGAL_TODAY", raising=False)


def test_today_is_the_day_of_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """At 23:30 UTC it is already tomorrow in Casablanca, even for a user whose pages are in UTC."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 21, 23, 30, tzinfo=UTC))
    with timezone.override(UTC):
        assert legaltime.today() == date(2026, 11, 22)


def test_moved_day_ends_with_its_block_and_nests() -> None:
    real = legaltime.today()
    with legaltime.moved_to(date(2027, 1, 26)):
        with legaltime.moved_to(date(2028, 2, 29)):
            assert legaltime.today() == date(2028, 2, 29)
        assert legaltime.today() == date(2027, 1, 26)
    assert legaltime.today() == real


def test_moved_day_is_seen_by_this_thread_only() -> None:
    with legaltime.moved_to(date(2040, 1, 1)), ThreadPoolExecutor(1) as pool:
        assert pool.submit(legaltime.today).result() != date(2040, 1, 1)


def test_demonstration_moves_the_day_from_outside(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = True
    monkeypatch.setenv("LEGAL_TODAY", "2027-01-26")
    assert legaltime.today() == date(2027, 1, 26)


def test_production_refuses_to_move_the_day(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO = False
    monkeypatch.setenv("LEGAL_TODAY", "2027-01-26")
    with pytest.raises(ImproperlyConfigured, match="unset it"):
        legaltime.today()


def test_unreadable_day_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO = True
    monkeypatch.setenv("LEGAL_TODAY", "26/01/2027")
    with pytest.raises(ImproperlyConfigured, match="26/01/2027"):
        legaltime.today()
