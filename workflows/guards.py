"""The database's own guards: a state moves only with its journal row; the journal only grows.

A guarded table has two deferred triggers. At commit, each change of its state (and outcome) must find a
journal row of the same case, subject, states and transaction. Whoever reaches the table by another way
than the engine is refused. ``journal_verify`` checks that the guards stand and that states agree.
"""

from __future__ import annotations

from dataclasses import dataclass

FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$
DECLARE
    before text := CASE WHEN TG_OP = 'INSERT' THEN '' ELSE OLD.{state} END;
BEGIN
    PERFORM 1 FROM workflows_journalentry j
     WHERE j.case_id = {case} AND j.subject = {subject} AND j.txid = txid_current()
       AND j.to_state = NEW.{state}
       AND (j.from_state = before OR (TG_OP = 'INSERT' AND j.from_state = '{initial}')){outcome};
    IF NOT FOUND THEN
        RAISE EXCEPTION '{table} %: the move from "%" to "%"{said} has no journal row in its transaction.',
            NEW.id, before, NEW.{state}{value} USING ERRCODE = 'check_violation', TABLE = '{table}';
    END IF;
    RETURN NULL;
END $guard$;
"""

TRIGGERS = """
CREATE CONSTRAINT TRIGGER {name}_insert AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.{state} <> '{initial}') EXECUTE FUNCTION {name}();
CREATE CONSTRAINT TRIGGER {name}_update AFTER UPDATE ON {table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION {name}();
"""


@dataclass(frozen=True)
class Guard:
    """A table whose state only moves with its journal row.

    ``case_sql`` is the case's id as an SQL expression over the row ``NEW``. A row may be created in its
    ``initial`` state without an entry. ``outcome_column`` is guarded with the state where it is given.
    """

    table: str
    state_column: str
    case_sql: str
    subject_prefix: str
    initial: str = "draft"
    outcome_column: str = ""

    @property
    def name(self) -> str:
        """The name of the guard's function, and the beginning of its triggers' names."""
        return f"guard_{self.table}_{self.state_column}"

    @property
    def subject_sql(self) -> str:
        """The journal's subject of a row, as an SQL expression."""
        return "'case'" if self.subject_prefix == "case" else f"'{self.subject_prefix}:' || NEW.id"

    def _changed(self) -> str:
        columns = [self.state_column, *([self.outcome_column] if self.outcome_column else [])]
        return " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)

    def sql(self) -> str:
        """The function and the triggers."""
        return (FUNCTION + TRIGGERS).format(
            name=self.name,
            table=self.table,
            state=self.state_column,
            case=self.case_sql,
            subject=self.subject_sql,
            initial=self.initial,
            outcome=f" AND j.outcome = NEW.{self.outcome_column}" if self.outcome_column else "",
            said=' (outcome "%")' if self.outcome_column else "",
            value=f", NEW.{self.outcome_column}" if self.outcome_column else "",
            changed=self._changed(),
        )

    def reverse_sql(self) -> str:
        """Takes the guard away."""
        return (
            f"DROP TRIGGER {self.name}_insert ON {self.table};"
            f"DROP TRIGGER {self.name}_update ON {self.table};"
            f"DROP FUNCTION {self.name}();"
        )


CASE = Guard("workflows_case", "state", "NEW.id", "case", outcome_column="outcome")
CONSULTATION = Guard("workflows_consultation", "state", "NEW.case_id", "consultation", initial="requested")

WATCHED: dict[str, Guard] = {guard.table: guard for guard in (CASE, CONSULTATION)}


def watch(guard: Guard) -> None:
    """Have ``journal verify`` check this guard too; called once, in the ``ready()`` of the guard's app."""
    WATCHED[guard.table] = guard


def guard_state_sql(
    table: str, state_column: str, case_sql: str, subject_prefix: str, initial: str = "draft"
) -> tuple[str, str]:
    """The SQL that guards a table's state, and the SQL that takes the guard away, for a migration."""
    guard = Guard(table, state_column, case_sql, subject_prefix, initial)
    return guard.sql(), guard.reverse_sql()
