"""The attestation that silence stands for consent, by the wali or governor (décret 2-22-141)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from permits.models import Permit
from permits.papers.contexts import SilenceAttestation
from permits.writing import limits
from permits.writing.frame import frame
from permits.writing.problems import CannotWrite
from permits.writing.project import application_of
from permits.writing.scope import Scope
from workflows.lifecycle import Outcome
from workflows.models import ClockState


def silence_attestation(scope: Scope) -> SilenceAttestation:
    """The limit that passed and what it made. Raises ``CannotWrite`` when silence did not decide."""
    case = scope.case
    clock = limits.latest(case, scope.rules.silence.clock)
    if case.outcome != Outcome.DEEMED_GRANTED or case.closed_on is None:
        raise CannotWrite(_("The case did not end by silence meaning consent."))
    if clock is None or clock.state != ClockState.PASSED:
        raise CannotWrite(_("No limit of this case has passed: there is no silence to attest."))
    permit = Permit.objects.filter(case=case).first()
    return SilenceAttestation(
        **frame(scope, application_of(case)),
        silence_since=case.closed_on,
        limit=limits.line(clock),
        started_on=clock.started_on,
        permit_number=permit.number if permit else "",
        validity=limits.validity(scope.rules),
    )
