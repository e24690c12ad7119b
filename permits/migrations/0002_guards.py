"""A permit's state moves only with its journal row: said by the database itself."""

from __future__ import annotations

from django.db import migrations

from permits.guards import PERMIT


class Migration(migrations.Migration):
    dependencies = [("permits", "0001_initial"), ("workflows", "0002_guards")]

    operations = [migrations.RunSQL(PERMIT.sql(), PERMIT.reverse_sql())]
