"""From the draft to papers that prove themselves, on real storage and provider; again, nothing doubles."""

from __future__ import annotations

import io

import pytest

from accounts.functions import Function
from documents import storage
from documents.models import DocumentVersion
from permits.effects.signing import apply_signature, publish_decision
from permits.models import Decision, Paper, PieceFile
from signatures.models import SigningSession
from signatures.verification import Verdict, register_status, verify
from tests.permits.files import FILED_ON, Story
from workflows import legaltime, outbox
from workflows.models import Job

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


def work(*names: str) -> None:
    """The worker runs the jobs of these names that wait."""
    for job in Job.objects.filter(name__in=names).order_by("pk"):
        outbox.run(job.pk)


def proved(version: DocumentVersion) -> Verdict:
    return verify(io.BytesIO(storage.read(version.key)))


def signed(real: Story) -> Story:
    """Reviewed, minuted, drafted, signed by the provider."""
    with legaltime.moved_to(FILED_ON):
        real.reviewed().minuted()
        real.act(
            "draft_decision", real.who(Function.DESK), kind="grant", conditions=("Clôturer le chantier.",)
        )
        real.act("send_to_signature", real.who(Function.DESK))
        work("render_decision")
        real.act("begin_signature", real.who(Function.PRESIDENT), consent=True)
        work("apply_signature")
        work("publish_decision")
    real.case.refresh_from_db()
    return real


def test_a_signed_decision_proves_itself_and_the_register_knows_it(real: Story) -> None:
    paper = Paper.objects.get(case=signed(real).case, decision__isnull=False)
    verdict = proved(paper.version)
    assert real.case.outcome == "granted"
    assert (verdict.ok, verdict.complete, len(verdict.signatures)) == (True, True, 1)
    status = register_status(verdict.sha256)
    assert status is not None and status["status"] == "not_delivered"


def test_signing_and_publishing_again_add_nothing(real: Story) -> None:
    decision = Decision.objects.get(case=signed(real).case)
    session = SigningSession.objects.get(subject=f"decision:{decision.pk}")
    apply_signature(decision_id=decision.pk, link=0)
    publish_decision(decision_id=decision.pk, session_id=str(session.pk))
    assert Paper.objects.filter(decision=decision).count() == 1
    assert SigningSession.objects.filter(subject=f"decision:{decision.pk}").count() == 1


def test_every_sheet_of_the_plans_is_stamped_once_and_signed(real: Story) -> None:
    signed(real)
    work("stamp_plans")
    plan = PieceFile.objects.get(application__case=real.case, piece="architect_plans")
    assert plan.stamped is not None and plan.stamped.facts["sheets"] == 2
    assert proved(plan.stamped).ok
    original, stamped = storage.read(plan.version.key), storage.read(plan.stamped.key)
    assert stamped.startswith(original)


def test_a_clerical_error_is_corrected_by_a_new_signed_act(real: Story) -> None:
    signed(real)
    with legaltime.moved_to(FILED_ON):
        text = {"act": "12/2026", "reason": "Erreur de plume", "was": "lot 12", "should_be": "lot 21"}
        real.act("correct", real.who(Function.PRESIDENT), **text)
        work("issue_correction")
    first, second = Paper.objects.filter(case=real.case, decision__isnull=False).order_by("pk")
    assert proved(second.version).ok
    assert (first.status, second.status) == ("superseded", "valid")
    assert second.number == f"{first.number}-1"
    status = register_status(first.version.sha256)
    assert status is not None and status["valid"] is False
