"""A signature that came back from the provider, as the signatures app leaves it, without a provider."""

from __future__ import annotations

from django.utils import timezone

from accounts.functions import Function
from permits.decisions import subject_of
from permits.models import Decision
from signatures.models import SigningSession, Stage
from tests.permits.files import Story, a_file


def session_for(decision: Decision, story: Story) -> SigningSession:
    """A signed session of this decision, not published yet."""
    signed = a_file(story.architect, "signed.pdf")
    source = decision.unsigned or a_file(story.architect, "decision.pdf")
    return SigningSession.objects.create(
        subject=subject_of(decision),
        field="sig_1_president",
        stage=Stage.SIGNED,
        source=source,
        source_sha256=source.sha256,
        signatory={},
        required=[],
        signed=signed,
        signed_sha256=signed.sha256,
        signed_at=timezone.now(),
    )


def living(story: Story) -> Decision:
    """The decision that is neither void nor of another case."""
    return Decision.objects.exclude(state="void").get(case=story.case)


def signed_as(story: Story) -> SigningSession:
    """The president signs, the provider answers, the case closes."""
    story.act("begin_signature", story.who(Function.PRESIDENT), consent=True)
    session = session_for(living(story), story)
    story.act("sign", None, session=str(session.pk))
    return session
