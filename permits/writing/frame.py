"""What every paper has: the office, the act, the file, the project."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from django.conf import settings
from django.utils.translation import gettext as _

from permits.models import Application
from permits.papers import contexts
from permits.writing.commune import commune
from permits.writing.issuers import issuer
from permits.writing.problems import CannotWrite
from permits.writing.project import project
from permits.writing.scope import Scope
from permits.writing.signatures import links, printed
from permits.writing.texts import lowered

#: Papers that describe the project in full; the others only name it.
DESCRIBING = ("deposit_receipt", "minutes")


class Frame(TypedDict):
    """The parts common to every context."""

    commune: contexts.Commune
    act: contexts.Act
    file: contexts.FileFacts
    project: contexts.Project


def frame(scope: Scope, application: Application, *, round: int | None = None) -> Frame:
    """The common parts of this paper; ``round`` is the one it speaks of, else that of the case."""
    case, rules = scope.case, scope.rules
    template = scope.paper.template
    by = issuer(template, case, rules, scope.on)
    return Frame(
        commune=commune(by.office, rules),
        act=contexts.Act(
            number=scope.number or scope.reference,
            day=scope.on,
            code=scope.code,
            url=f"{settings.PUBLIC_URL}/v/{scope.code}",
            issuer=by.title,
            signatures=printed(links(case, scope.paper.name, scope.on)),
        ),
        file=_file(scope, round if round is not None else case.round),
        project=project(case, rules, application, scope.on, facts=template in DESCRIBING),
    )


def _file(scope: Scope, round: int) -> contexts.FileFacts:
    return contexts.FileFacts(
        reference=scope.reference,
        deposited_on=_deposit(scope),
        kind=scope.rules.kind,
        title=lowered(scope.rules.title),
        procedure=f"{scope.version.code} {scope.version.digest}",
        basis=scope.rules.basis.law,
        receipt_number=scope.reference,
        round=max(round, 1),
    )


def _deposit(scope: Scope) -> date:
    if scope.case.deposited_on is None:
        raise CannotWrite(_("The application is not deposited yet: deposit it first."))
    return scope.case.deposited_on
