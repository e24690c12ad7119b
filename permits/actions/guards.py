"""Conditions on the permit that several acts share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from permits.lifecycle import PermitState
from workflows.facts import Facts
from workflows.reasons import Reason
from workflows.registry import Guard


def permit_is(*states: PermitState) -> Guard:
    """The permit must be in one of these states."""

    def guard(facts: Facts, values: Any) -> Iterator[Reason]:
        permit = facts.dossier.permit
        if permit is None:
            yield Reason("no_permit", _("No permit has come out of this case."))
        elif permit.state not in states:
            label = PermitState(permit.state).label
            yield Reason(
                "permit_state", _("This cannot be done while the permit is: %(state)s.") % {"state": label}
            )

    return guard
