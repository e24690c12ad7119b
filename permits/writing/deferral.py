"""The decision to defer (sursis à statuer, loi 12-90 art. 45)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from permits.papers.contexts import DeferralNotice, Ground
from permits.papers.words import Both, span
from permits.writing.acts import last_act
from permits.writing.frame import frame
from permits.writing.problems import CannotWrite
from permits.writing.project import application_of
from permits.writing.scope import Scope
from workflows.limits import add_months
from workflows.procedures.grammar import Limit, Procedure, Unit

REASON = Both("Motif du sursis", "سبب التأجيل")


def deferral(scope: Scope) -> DeferralNotice:
    """The last deferral of the case. Raises ``CannotWrite`` when there is none."""
    case, rules = scope.case, scope.rules
    entry, said = last_act(case, "defer")
    until = case.deferred_until or _day(said.get("until"))
    if entry is None or until is None:
        raise CannotWrite(_("The decision on this case was not deferred."))
    reason, article = str(said.get("reason", "")), str(said.get("article", ""))
    return DeferralNotice(
        **frame(scope, application_of(case)),
        reasons=(Ground(text=REASON, article=article, remarks=reason),),
        ends_on=until,
        length=_length(rules, entry.effective_on, until),
        basis=rules.deferral.basis.law if rules.deferral else "",
    )


def _length(rules: Procedure, since: date, until: date) -> Both | None:
    """The longest deferral of the law, when it is that one; a shorter one is said by its end alone."""
    clock = rules.clock(rules.deferral.clock) if rules.deferral else None
    limit = clock.limit if clock else None
    if not isinstance(limit, Limit) or limit.unit is not Unit.MONTHS:
        return None
    return span(limit.n, limit.unit.value) if add_months(since, limit.n)[0] == until else None


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
