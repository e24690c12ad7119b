"""Numbers are given once, with no gap, however many ask."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.workflows import ledgers
from tests.workflows.processes import start
from workflows.models import NumberSeries
from workflows.numbers import next_number, reference

pytestmark = pytest.mark.django_db(transaction=True)

EACH = 25
TAKE = f"""
import random
from django.db import transaction
from accounts.models import Office
from workflows.numbers import next_number
office = Office.objects.get()
print("ready", flush=True)
input()
for _ in range({EACH}):
    try:
        with transaction.atomic():
            number = next_number(office, "PCT", 2026)
            if random.random() < 0.2:
                raise RuntimeError
            print(number, flush=True)
    except RuntimeError:
        pass
"""


def take(series: str = "PCT", year: int = 2026, code: str = "rabat") -> int:
    with transaction.atomic():
        return next_number(ledgers.office(code), series, year)


@pytest.mark.race
def test_eight_processes_take_numbers_without_double_or_gap() -> None:
    ledgers.office()
    takers = [start(TAKE) for _ in range(8)]
    for taker in takers:
        assert taker.stdout is not None and taker.stdout.readline() == "ready\n"
    for taker in takers:
        assert taker.stdin is not None
        taker.stdin.write("\n")
        taker.stdin.flush()
    taken = [int(word) for taker in takers for word in taker.communicate(timeout=120)[0].split()]
    assert [taker.returncode for taker in takers] == [0] * 8
    assert sorted(taken) == list(range(1, len(taken) + 1))
    assert NumberSeries.objects.get().last == len(taken) > 8


def test_series_years_and_offices_count_apart() -> None:
    assert [take(), take(), take("LOT"), take(year=2027), take(code="fes"), take()] == [1, 2, 1, 1, 1, 3]


def test_a_number_given_back_is_given_again() -> None:
    assert take() == 1
    with pytest.raises(RuntimeError), transaction.atomic():
        assert next_number(ledgers.office(), "PCT", 2026) == 2
        raise RuntimeError
    assert take() == 2


def test_a_number_takes_one_statement() -> None:
    place = ledgers.office()
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        next_number(place, "PCT", 2026)
    assert len(queries) == 1


def test_a_number_is_not_given_outside_a_transaction() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        next_number(ledgers.office(), "PCT", 2026)


def test_a_reference_has_four_parts() -> None:
    assert reference("PCT", "rabat", 2026, 123) == "PCT-2026-RABAT-000123"
    assert reference("D2", "sale-tabriquet", 2026, 1_234_567) == "D2-2026-SALE.TABRIQUET-1234567"


@pytest.mark.parametrize(
    ("prefix", "year", "number"),
    [("", 2026, 1), ("2D", 2026, 1), ("pct", 2026, 1), ("P", 26, 1), ("P", 2026, 0)],
)
def test_a_reference_that_cannot_be_is_refused(prefix: str, year: int, number: int) -> None:
    with pytest.raises(ValueError, match=r"prefix|number"):
        reference(prefix, "rabat", year, number)
