"""What a refused act leaves: limits settled before it, and no half of it; text that no database can hold."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.functions import Function
from tests.permits.files import FILED_ON, Story
from workflows import legaltime
from workflows.models import Clock
from workflows.reasons import Refused


def test_limits_stay_settled_when_an_act_is_refused_half_way(story: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        story.admitted()
    with legaltime.moved_to(FILED_ON + timedelta(days=21)), pytest.raises(Refused):
        story.act("schedule", story.who(Function.DESK), sitting=0)
    assert Clock.objects.get(case=story.case, name="total").state == "passed"


@pytest.mark.parametrize("value", ["a\x00b", {"k": ["a\x00"]}])
def test_a_nul_character_is_refused_with_a_sentence(story: Story, value: object) -> None:
    with legaltime.moved_to(FILED_ON):
        story.filed()
        with pytest.raises(Refused) as refused:
            story.act("withdraw", story.architect, reason=value)
    assert refused.value.codes == {"payload:reason"}
