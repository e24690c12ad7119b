"""Numbers of files and permits: per office, series and year, each given once and with no gap.

A reference reads ``PCT-2026-RABAT-000123``: prefix, year, office, number. It begins with Latin letters
and has only hyphens and dots between its parts, so it keeps its order inside Arabic text (Unicode
bidirectional algorithm, rules W4 and W7), and sorts by year, office and number.
"""

from __future__ import annotations

import re

from django.db import connection
from django.db.transaction import TransactionManagementError

from accounts.models import Office

NEXT = """
INSERT INTO workflows_numberseries AS s (office_id, series, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (office_id, series, year) DO UPDATE SET last = s.last + 1 RETURNING last
"""
PREFIX = re.compile(r"[A-Z][A-Z0-9.-]{0,14}")


def next_number(office: Office, series: str, year: int) -> int:
    """The next number of the series, from 1, in one statement.

    The row stays locked until the caller's transaction ends: a rollback gives the number back, so there
    is no gap. Take it late in the transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("A number is taken in the transaction that uses it.")
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [office.pk, series, year])
        row: tuple[int] = cursor.fetchone()
    return row[0]


def reference(prefix: str, office_code: str, year: int, number: int) -> str:
    """The reference of a numbered act, such as ``PCT-2026-RABAT-000123``. Raises ValueError.

    Hyphens of the prefix and of the office's code become dots: a reference has four parts, always.
    """
    if not PREFIX.fullmatch(prefix):
        raise ValueError("A prefix is 1 to 15 capital letters, digits, dots or hyphens, the first a letter.")
    if number < 1 or not 1000 <= year <= 9999:
        raise ValueError("A number begins at 1 and a year has four digits.")
    return f"{prefix.replace('-', '.')}-{year}-{office_code.upper().replace('-', '.')}-{number:06d}"
