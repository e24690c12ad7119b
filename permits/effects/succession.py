"""A permit that amends another one takes its place."""

from __future__ import annotations

from permits.lifecycle import PermitState
from permits.models import Permit
from workflows import engine
from workflows.effects import effect


@effect("supersede_permit")
def supersede_permit(permit_id: int, by_id: int) -> None:
    """The permit that another one amends ends, behind the lock of its own case."""
    amending = Permit.objects.get(pk=by_id)
    amended = Permit.objects.get(pk=permit_id)
    if amended.state in (PermitState.IN_FORCE, PermitState.SUSPENDED):
        engine.perform(
            amended.case_id,
            "supersede",
            None,
            key=f"supersede:{by_id}",
            act=amending.number,
            reason=f"amended by {amending.number}",
        )
