"""Asking for what cannot be done, and hearing why."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from tests.permits.files import Story
from workflows.models import Case, JournalEntry
from workflows.reasons import Refused


def why_not(story: Story, action: str, actor: User | None, **payload: Any) -> frozenset[str]:
    """The codes of the refusal; the case stands where it did, and nobody is said to have acted."""
    before = (Case.objects.get(pk=story.case.pk).state, people_s_acts(story))
    with pytest.raises(Refused) as refused:
        story.act(action, actor, **payload)
    assert all(str(reason) for reason in refused.value.reasons)
    assert (Case.objects.get(pk=story.case.pk).state, people_s_acts(story)) == before
    return refused.value.codes


def entries(story: Story, *actions: str) -> int:
    """How many acts of these names (else of any) the journal holds of the case itself."""
    rows = JournalEntry.objects.filter(case=story.case, subject="case")
    return rows.filter(action__in=actions).count() if actions else rows.count()


def people_s_acts(story: Story) -> int:
    """How many acts of the journal are a person's; what legal time settles may come beside a refusal."""
    return JournalEntry.objects.filter(case=story.case, actor__isnull=False).count()
