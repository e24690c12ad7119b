"""What the law does not say is told to the desk when a file is deposited."""

from __future__ import annotations

from accounts.functions import Function
from permits.models import Message
from tests.permits.files import FILED_ON, Story
from workflows import legaltime, outbox
from workflows.models import Job


def test_the_desk_is_told_which_rules_are_unknown(story: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        story.filed()
    job = Job.objects.get(case=story.case, name="tell_unknowns")
    outbox.run(job.pk)
    message = Message.objects.get(to=story.who(Function.DESK).email)
    assert "Effet du dépassement du délai : Agence urbaine" in message.body
    assert "Dépôt des pièces manquantes" in message.body
