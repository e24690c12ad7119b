"""Signing papers that carry no decision of the case: the attestation of silence, a deferral."""

from __future__ import annotations

from datetime import date

from documents.models import DocumentVersion
from permits.writing import required, signatory_for
from signatures.models import SigningSession, Stage
from signatures.sessions import prepare, publish, sign
from workflows.models import Case


def seal_paper(case: Case, paper: str, subject: str, source: DocumentVersion, on: date) -> DocumentVersion:
    """The paper signed by whoever issues it. A repetition finds the published signature."""
    done = SigningSession.objects.filter(subject=subject, stage=Stage.PUBLISHED).first()
    if done is None:
        session = prepare(
            subject=subject,
            source=source,
            signatory=signatory_for(case, 0, paper=paper, on=on),
            required=required(case, paper, on),
        )
        done = sign(session.pk)
        publish(done.pk)
    if done.signed is None:
        raise RuntimeError(f"signing session {done.pk} has no file")
    return done.signed
