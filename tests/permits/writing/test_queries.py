"""The number of queries depends neither on pieces, nor on seats, nor on reserves."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permits.writing import write
from tests.permits.writing.cases import CODE, FILED, ON, drafted, hand_in, said
from workflows.models import Case


def _count(paper: str, case: Case) -> int:
    decision = case.decisions.select_related("number").first()
    fresh = Case.objects.select_related("procedure", "commune", "authority").get(pk=case.pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        write(paper, fresh, code=CODE, on=ON, decision=decision)
    return len(queries)


@pytest.mark.parametrize("paper", ["deposit_receipt", "minutes", "decision_grant", "amendment_request"])
def test_queries_stay_the_same_when_the_case_grows(examined: Case, paper: str) -> None:
    drafted(examined)
    before = _count(paper, examined)
    for n in range(5):
        hand_in(examined, "architect_plans", f"{n:02x}" * 32, f"plan-{n}.pdf")
    reserves = tuple((f"Réserve {n}", "art. 1", "open") for n in range(9))
    said(examined, "prefecture", "with_reserves", reserves=reserves, round=2)
    assert _count(paper, examined) == before
    assert before <= 25


def test_nothing_is_written_to_the_database(examined: Case) -> None:
    with CaptureQueriesContext(connection) as queries:
        write("deposit_receipt", examined, code=CODE, on=FILED)
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
