"""Versions never change and are never deleted: the database itself refuses it."""

from __future__ import annotations

from django.db import migrations

GUARD = """
CREATE FUNCTION documents_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A document version is never deleted (%).', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.id, NEW.document_id, NEW.number, NEW.key, NEW.size, NEW.sha256, NEW.file_name, NEW.content_type,
        NEW.format, NEW.made_by_id, NEW.made_at)
       IS DISTINCT FROM
       (OLD.id, OLD.document_id, OLD.number, OLD.key, OLD.size, OLD.sha256, OLD.file_name, OLD.content_type,
        OLD.format, OLD.made_by_id, OLD.made_at)
    THEN
        RAISE EXCEPTION 'A document version is never changed (%): add a new version.', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.final AND NOT NEW.final THEN
        RAISE EXCEPTION 'A final document version stays final (%).', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_version_guard BEFORE UPDATE OR DELETE ON documents_documentversion
    FOR EACH ROW EXECUTE FUNCTION documents_version_guard();
"""

UNGUARD = """
DROP TRIGGER documents_version_guard ON documents_documentversion;
DROP FUNCTION documents_version_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
