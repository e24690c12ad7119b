"""Signing papers that carry no decision of the case: the attestation of silence, a deferral."""

from __future__ import annotations

from documents.models import DocumentVersion
from permits.writing import required_for, signatory_for
from signatures.models import Stage
from signatures.sessions import prepare, publish, sign
from workflows.models import Case


def seal_paper(case: Case, subject: str, version: DocumentVersion) -> DocumentVersion:
    """The paper signed by whoever issues it. A repetition finds the published signature."""
    required = required_for(case, subject)
    session = prepare(
        subject=subject[:100], source=version, signatory=signatory_for(case, required[0]), required=required
    )
    done = sign(session.pk)
    if done.stage != Stage.PUBLISHED:
        publish(done.pk)
    if done.signed is None:
        raise RuntimeError(f"signing session {done.pk} has no file")
    return done.signed
