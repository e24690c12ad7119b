"""The journal only grows, and a state moves only with its journal row: said by the database itself."""

from __future__ import annotations

from django.db import migrations

from workflows.guards import CASE, CONSULTATION

APPEND_ONLY = """
CREATE FUNCTION journal_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The journal only grows: % on % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION journal_payload_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.payload IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.entry_id <> OLD.entry_id THEN
        RAISE EXCEPTION 'A journal payload can only be erased, with its salt.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON workflows_journalentry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON workflows_journalentry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows();
CREATE TRIGGER journal_payload_no_change BEFORE DELETE ON workflows_journalpayload
    FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows();
CREATE TRIGGER journal_payload_no_truncate BEFORE TRUNCATE ON workflows_journalpayload
    FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows();
CREATE TRIGGER journal_payload_erased BEFORE UPDATE ON workflows_journalpayload
    FOR EACH ROW EXECUTE FUNCTION journal_payload_only_erased();
"""

FREE = """
DROP TRIGGER journal_payload_erased ON workflows_journalpayload;
DROP TRIGGER journal_payload_no_truncate ON workflows_journalpayload;
DROP TRIGGER journal_payload_no_change ON workflows_journalpayload;
DROP TRIGGER journal_no_truncate ON workflows_journalentry;
DROP TRIGGER journal_no_change ON workflows_journalentry;
DROP FUNCTION journal_payload_only_erased();
DROP FUNCTION journal_only_grows();
"""


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_initial")]

    operations = [
        migrations.RunSQL(APPEND_ONLY, FREE),
        migrations.RunSQL(CASE.sql(), CASE.reverse_sql()),
        migrations.RunSQL(CONSULTATION.sql(), CONSULTATION.reverse_sql()),
    ]
