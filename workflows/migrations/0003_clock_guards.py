"""A settled clock never moves, and the ledger of clocks only grows: said by the database itself."""

from __future__ import annotations

from django.db import migrations

GUARD = """
CREATE FUNCTION clock_settled_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Clock % is settled (%): % is refused.', OLD.id, OLD.state, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION clock_ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger of clocks only grows: % is refused.', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER clock_settled_no_change BEFORE UPDATE OR DELETE ON workflows_clock
    FOR EACH ROW WHEN (OLD.state IN ('stopped', 'passed')) EXECUTE FUNCTION clock_settled_stays();
CREATE TRIGGER clock_ledger_no_change BEFORE UPDATE OR DELETE ON workflows_clockentry
    FOR EACH ROW EXECUTE FUNCTION clock_ledger_only_grows();
"""

FREE = """
DROP TRIGGER clock_ledger_no_change ON workflows_clockentry;
DROP TRIGGER clock_settled_no_change ON workflows_clock;
DROP FUNCTION clock_ledger_only_grows();
DROP FUNCTION clock_settled_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("workflows", "0002_guards")]

    operations = [migrations.RunSQL(GUARD, FREE)]
