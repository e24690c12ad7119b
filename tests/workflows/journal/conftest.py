"""Anchors in a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def anchor_dir(tmp_path: Path, settings: Settings) -> Path:
    """Where this test's anchors lie."""
    settings.ANCHOR_DIR = tmp_path / "anchors"
    return tmp_path / "anchors"
