"""Silence is attested by a signed paper."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.functions import Function
from permits.models import Paper
from tests.permits.effects.test_decision_papers import proved, work
from tests.permits.files import FILED_ON, Story
from workflows import legaltime


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_the_attestation_of_silence_is_signed_and_cannot_be_issued_twice(real: Story) -> None:
    with legaltime.moved_to(FILED_ON + timedelta(days=70)):
        real.act("attest_silence", real.who(Function.GOVERNOR, "prefecture"))
        work("issue_paper")
        work("issue_paper")
    paper = Paper.objects.get(case=real.case, name="silence_attestation")
    assert (paper.signed, proved(paper.version).ok) == (True, True)
