"""Small cases with journals, made without the engine, and a pen for whoever tampers with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection, transaction

from accounts.models import Office
from workflows import journal
from workflows.models import Case, JournalEntry, ProcedureVersion

DAY = date(2026, 3, 2)


def office(code: str = "rabat") -> Office:
    """A commune."""
    made, _new = Office.objects.get_or_create(
        code=code, defaults={"kind": "commune", "name_fr": "Commune", "name_ar": "جماعة"}
    )
    return made


def case() -> Case:
    """A draft."""
    place = office()
    return Case.objects.create(commune=place, authority=place, country="ma", kind="build")


def write(target: Case, action: str = "note", **changes: Any) -> JournalEntry:
    """One entry, under the case's lock, in its own transaction or the caller's."""
    values: dict[str, Any] = {
        "from_state": target.state,
        "to_state": target.state,
        "actor": None,
        "office": "rabat",
        "function": "desk",
        "delegation": None,
        "effective_on": DAY,
        "payload": {"text": "vu"},
    }
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=target.pk)
        return journal.append(target.pk, action=action, **{**values, **changes})


def fill(cases: int = 3, entries: int = 4) -> list[Case]:
    """Cases with some entries each."""
    made = [case() for _ in range(cases)]
    for target in made:
        for number in range(entries):
            write(target, payload={"number": number})
    return made


def filed(target: Case) -> dict[str, Any]:
    """What a deposit sets beside the state."""
    version, _new = ProcedureVersion.objects.get_or_create(
        digest="0" * 64,
        defaults={"code": "test", "country": "ma", "content": "{}", "valid_from": date(2020, 1, 1)},
    )
    return {"reference": f"T-{target.pk}", "deposited_on": DAY, "procedure": version}


@contextmanager
def as_superuser() -> Iterator[Any]:
    """A database superuser's cursor: no trigger fires, no foreign key is checked."""
    with transaction.atomic(), connection.cursor() as cursor:
        connection.check_constraints()
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
        cursor.execute("SET LOCAL session_replication_role = origin")
