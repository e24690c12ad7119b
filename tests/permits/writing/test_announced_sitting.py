"""The receipt announces the next sitting that is planned (RGC annexe 4)."""

from __future__ import annotations

from datetime import date

import pytest

from permits.writing import context
from tests.permits.files import FILED_ON, Story
from workflows import legaltime
from workflows.models import Sitting


@pytest.mark.parametrize(("planned", "announced"), [("2026-03-11", date(2026, 3, 11)), ("2026-03-02", None)])
def test_the_receipt_announces_the_next_planned_sitting(
    story: Story, planned: str, announced: date | None
) -> None:
    Sitting.objects.create(office=story.city.commune, on=planned)
    with legaltime.moved_to(FILED_ON):
        receipt = context("deposit_receipt", story.filed().case, code="2" * 12, on=FILED_ON)
    assert (receipt.sitting.date() if receipt.sitting else None) == announced
