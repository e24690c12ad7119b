"""The guard of permits: their state moves only with its journal row."""

from __future__ import annotations

from workflows.guards import Guard

PERMIT = Guard(
    table="permits_permit",
    state_column="state",
    case_sql="NEW.case_id",
    subject_prefix="permit",
    initial="awaiting_payment",
)
