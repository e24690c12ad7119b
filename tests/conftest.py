"""What every test needs: a broker that nobody listens to, and a database that can be emptied between tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from celery import current_app
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

NO_TRUNCATE = (
    ("workflows_journalentry", "journal_no_truncate"),
    ("workflows_journalpayload", "journal_payload_no_truncate"),
)


@pytest.fixture(scope="session", autouse=True)
def bell_in_memory() -> None:
    """Bells ring in this process only, never in a worker that serves another database."""
    current_app.conf.update(broker_url="memory://", broker_transport_options={})


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tests with real commits are cleaned by TRUNCATE, which the journal refuses: not in the test database."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table, trigger in NO_TRUNCATE:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    yield
