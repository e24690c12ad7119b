"""Effects for tests, and a bell that can be heard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from celery import current_app

from workflows import effects


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The registered effects; what a test adds is gone after it."""
    kept = dict(effects._registry)
    monkeypatch.setattr(effects, "_registry", kept)
    yield kept


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The jobs that the bell was rung for."""
    heard: list[int] = []
    monkeypatch.setattr(current_app, "send_task", lambda _name, args, **_options: heard.extend(args))
    return heard


@pytest.fixture
def runs() -> list[int]:
    """The calls of the effect ``count``, by its identifier."""
    calls: list[int] = []
    effects.effect("count")(lambda number: calls.append(number))
    return calls
