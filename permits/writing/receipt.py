"""The receipt of deposit, and the one request for missing pieces."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from permits.papers.contexts import DepositReceipt, RequestForPieces
from permits.writing import limits, pieces, sittings
from permits.writing.frame import frame
from permits.writing.problems import CannotWrite
from permits.writing.project import application_of
from permits.writing.scope import Scope
from workflows.events import Event
from workflows.procedures.grammar import Phase


def deposit_receipt(scope: Scope) -> DepositReceipt:
    """What was deposited, and which limits run from it (décret 2-13-424 art. 30, annexe 4)."""
    application = application_of(scope.case)
    sitting = sittings.expected(scope.case) if scope.rules.has(Phase.SITTING) else None
    return DepositReceipt(
        **frame(scope, application),
        pieces=pieces.received(application, scope.rules),
        sitting=sittings.moment(sitting) if sitting else None,
        limits=limits.started_by(scope.case, Event.FILED),
        tracking_url=f"{settings.PUBLIC_URL}/suivi/{scope.case.code}",
    )


def request_for_pieces(scope: Scope) -> RequestForPieces:
    """The request and its reasons (loi 55-19). Raises ``CannotWrite`` when none was made."""
    case, rules = scope.case, scope.rules
    if not case.requested_pieces:
        raise CannotWrite(_("No piece was requested on this case."))
    rule = rules.missing_pieces
    return RequestForPieces(
        **frame(scope, application_of(case)),
        missing=pieces.missing(case.requested_pieces, rules),
        answer=limits.limit_of(case, rules, rule.clock) if rule and rule.clock else None,
        once=rule.once if rule else False,
        suspends=any(Event.PIECES_REQUESTED in clock.suspends_on for clock in rules.clocks),
        basis=rule.basis.law if rule else "",
    )
