"""Packs in the database."""

from __future__ import annotations

import pytest

from workflows.models import ProcedureVersion
from workflows.procedures.store import load_packs


@pytest.fixture
def packs(db: None) -> list[ProcedureVersion]:
    """The packs of the product, loaded."""
    return load_packs()
