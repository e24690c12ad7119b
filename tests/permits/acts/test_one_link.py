"""A countersignature is one that is not the last: the last one closes the case."""

from __future__ import annotations

import pytest

from accounts.functions import Function
from tests.permits.acts.refusing import why_not
from tests.permits.acts.signing import living, session_for
from tests.permits.files import Story


@pytest.mark.django_db
@pytest.mark.starts_from("signing")
def test_the_only_signature_of_a_chain_is_no_countersignature(story: Story) -> None:
    story.act("begin_signature", story.who(Function.PRESIDENT), consent=True)
    session = session_for(living(story), story)
    assert why_not(story, "countersign", None, session=str(session.pk)) == {"last_link"}
