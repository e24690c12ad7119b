"""Writes the papers of a case: gathers what each states from the database, and has it built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Delegation
from permits.models import Decision
from permits.papers import contexts
from permits.papers.build import Built, build
from permits.writing.amendment import amendment_request
from permits.writing.decision import decision_grant, decision_refusal
from permits.writing.deferral import deferral
from permits.writing.minutes import minutes
from permits.writing.payment import payment_slip
from permits.writing.problems import CannotWrite
from permits.writing.receipt import deposit_receipt, request_for_pieces
from permits.writing.scope import Scope, paper_named, rules_of
from permits.writing.signatures import paper_of, required, signatory_for
from permits.writing.silence import silence_attestation
from workflows.models import Case

__all__ = ["CannotWrite", "context", "paper_of", "required", "signatory_for", "write"]

#: Who gathers the context of each template.
WRITERS: Mapping[str, Callable[[Scope], contexts.Paper]] = {
    "deposit_receipt": deposit_receipt,
    "request_for_pieces": request_for_pieces,
    "amendment_request": amendment_request,
    "minutes": minutes,
    "decision_grant": decision_grant,
    "decision_refusal": decision_refusal,
    "silence_attestation": silence_attestation,
    "payment_slip": payment_slip,
    "deferral": deferral,
}


def write(
    paper: str,
    case: Case,
    *,
    code: str,
    on: date,
    decision: Decision | None = None,
    number: str = "",
    delegation: Delegation | None = None,
) -> Built:
    """The paper of that name in the pack of the case, dated ``on``, that ``code`` verifies.

    ``number`` is the paper's own where it has one (a decision brings its own; else that of the file).
    ``delegation`` is cited by a decision that is known to be signed under it. Nothing is written to the
    database. Raises ``CannotWrite``, with what to do first, when the case lacks what the paper states.
    """
    scope = _scope(paper, case, code, on, decision, number, delegation)
    return build(scope.paper.template, _gather(scope))


def context(
    paper: str, case: Case, *, code: str, on: date, decision: Decision | None = None
) -> contexts.Paper:
    """The facts that ``write`` would state. Raises ``CannotWrite``."""
    return _gather(_scope(paper, case, code, on, decision, "", None))


def _gather(scope: Scope) -> contexts.Paper:
    writer = WRITERS.get(scope.paper.template)
    if writer is None:
        text = _("No template is named “%(template)s”: correct the pack.")
        raise CannotWrite(text % {"template": scope.paper.template})
    return writer(scope)


def _scope(
    paper: str,
    case: Case,
    code: str,
    on: date,
    decision: Decision | None,
    number: str,
    delegation: Delegation | None,
) -> Scope:
    version, rules = rules_of(case)
    return Scope(
        case=case,
        version=version,
        rules=rules,
        paper=paper_named(rules, paper),
        code=code,
        on=on,
        decision=decision,
        number=number,
        delegation=delegation.act if delegation else "",
    )
