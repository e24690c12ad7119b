"""What every test needs: a broker that nobody listens to, a database that can be emptied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from celery import current_app
from django.db import connection
from django.utils import translation
from hypothesis import settings

NO_TRUNCATE = (
    ("workflows_journalentry", "journal_no_truncate"),
    ("workflows_journalpayload", "journal_payload_no_truncate"),
)


settings.register_profile("steady", deadline=None)  # a busy machine is not a wrong result
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def sentences_in_english() -> Iterator[None]:
    """Tests quote the sources: a catalogue, compiled or not, never changes what they read."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session", autouse=True)
def bell_in_memory() -> None:
    """Bells ring in this process only, never in a worker that serves another database."""
    current_app.conf.update(broker_url="memory://", broker_transport_options={})


@pytest.fixture(scope="session", autouse=True)
def journal_may_be_emptied() -> None:
    """Tests with real commits are cleaned by TRUNCATE, which the journal refuses: lifted for that moment.

    For every connection: a test with a browser has another one than a test without.
    """
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def lifted(self: object, statements: Iterable[str]) -> object:
        def guards(verb: str) -> list[str]:
            return [f"ALTER TABLE {table} {verb} TRIGGER {trigger}" for table, trigger in NO_TRUNCATE]

        return flush(self, [*guards("DISABLE"), *statements, *guards("ENABLE")])

    operations.execute_sql_flush = lifted
