"""What every part of the writing of a paper needs: the case, its rules, the paper, the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from permits.models import Decision
from permits.writing.problems import CannotWrite
from workflows.models import Case, ProcedureVersion
from workflows.procedures.grammar import Paper, Procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One paper of one case on one legal day. ``number`` is its own; empty: that of the file."""

    case: Case
    version: ProcedureVersion
    rules: Procedure
    paper: Paper
    code: str
    on: date
    decision: Decision | None = None
    number: str = ""
    delegation: str = ""

    @property
    def reference(self) -> str:
        """The number of the file."""
        return self.case.reference or str(self.case.pk)


def rules_of(case: Case) -> tuple[ProcedureVersion, Procedure]:
    """The procedure that the case is pinned to. Raises ``CannotWrite`` for a draft."""
    if case.procedure is None:
        raise CannotWrite(_("The application is not deposited yet: deposit it first."))
    return case.procedure, case.procedure.procedure


def paper_named(rules: Procedure, name: str) -> Paper:
    """The paper of that name in the pack. Raises ``CannotWrite``."""
    found = next((paper for paper in rules.papers if paper.name == name), None)
    if found is None:
        known = ", ".join(paper.name for paper in rules.papers)
        text = _("The procedure %(code)s has no paper “%(paper)s”; it has: %(known)s.")
        raise CannotWrite(text % {"code": rules.code, "paper": name, "known": known})
    return found


def decision_in(scope: Scope) -> Decision:
    """The decision that the paper carries. Raises ``CannotWrite`` when there is none of this case."""
    decision = scope.decision
    if decision is None or decision.case_id != scope.case.pk:
        raise CannotWrite(_("There is no decision to write on this case: draft it first."))
    if scope.paper.template != f"decision_{decision.kind}":
        raise CannotWrite(_("This paper and the drafted decision are not of the same kind."))
    return decision
