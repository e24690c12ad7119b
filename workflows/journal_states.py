"""Do the tables still say what the journal says, and do the database's guards still stand?"""

from __future__ import annotations

from django.db import connection

from workflows.guards import WATCHED, Guard
from workflows.journal_problems import Findings

JOURNAL_TRIGGERS = {
    ("workflows_journalentry", "journal_no_change"),
    ("workflows_journalentry", "journal_no_truncate"),
    ("workflows_journalpayload", "journal_payload_no_change"),
    ("workflows_journalpayload", "journal_payload_no_truncate"),
    ("workflows_journalpayload", "journal_payload_erased"),
}
STATES = """
SELECT new.id, new.{state}{outcome}, coalesce(j.to_state, '{initial}'), coalesce(j.outcome, '')
  FROM {table} AS new LEFT JOIN LATERAL (
       SELECT to_state, outcome FROM workflows_journalentry
        WHERE case_id = {case} AND subject = {subject} ORDER BY seq DESC LIMIT 1) j ON true
 WHERE new.{state} IS DISTINCT FROM coalesce(j.to_state, '{initial}'){differs}
 ORDER BY new.id
"""


def check_states(findings: Findings) -> None:
    """Check the state, and the outcome, of every guarded row against its last entry."""
    for guard in WATCHED.values():
        outcome = guard.outcome_column
        query = STATES.format(
            table=guard.table,
            state=guard.state_column,
            outcome=f", new.{outcome}" if outcome else ", ''",
            initial=guard.initial,
            case=guard.case_sql,
            subject=guard.subject_sql,
            differs=f" OR new.{outcome} IS DISTINCT FROM coalesce(j.outcome, '')" if outcome else "",
        )
        with connection.cursor() as cursor:
            cursor.execute(query)
            for row_id, state, ended, said, said_outcome in cursor:
                shown = f"{state!r} {ended!r}" if outcome else f"{state!r}"
                recorded = f"{said!r} {said_outcome!r}" if outcome else f"{said!r}"
                findings.add(
                    f"{guard.table} {row_id}", f"it stands at {shown}, the journal's last word is {recorded}."
                )


def check_guards(findings: Findings) -> None:
    """Check that every trigger is there and enabled."""
    standing = _standing()
    for table, trigger in sorted(
        JOURNAL_TRIGGERS | {pair for guard in WATCHED.values() for pair in _of(guard)}
    ):
        if (table, trigger) not in standing:
            findings.add(table, f"the guard {trigger} is missing or disabled.")


def _of(guard: Guard) -> set[tuple[str, str]]:
    return {(guard.table, f"{guard.name}_insert"), (guard.table, f"{guard.name}_update")}


def _standing() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')")
        return {(table, name) for table, name in cursor.fetchall()}
