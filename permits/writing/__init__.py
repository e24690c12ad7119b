"""Contexts of papers from the database."""

from __future__ import annotations

from datetime import date

from accounts.models import Delegation
from permits.models import Decision
from permits.papers.build import Built
from signatures.signatory import Required, Signatory
from workflows.models import Case


def write(paper: str, case: Case, *, code: str, on: date, decision: Decision | None = None) -> Built:
    """The paper of that name for a case."""
    raise LookupError(paper)


def required_for(case: Case, subject: str) -> tuple[Required, ...]:
    """The signatures a paper needs: of the decision (``decision:<id>``) or of another paper (``paper:<key>``)."""
    raise LookupError(subject)


def signatory_for(case: Case, required: Required, delegation: Delegation | None = None) -> Signatory:
    """Who signs for that link."""
    raise LookupError(required.function)
