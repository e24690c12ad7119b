"""Cases that several papers are written of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from tests.permits.writing.cases import SITTING, TALL, asked, filed, hand_in, said, wrote
from workflows.models import AgendaItem, Attendance, Case, Sitting

ARABIC = "يتعين احترام التراجع القانوني"


@pytest.fixture
def tables(db: None) -> Iterator[None]:
    """States may be written without the engine: the transaction is rolled back before any guard looks."""
    yield
    transaction.set_rollback(True)


@pytest.fixture
def tall(tables: None) -> Case:
    """A building of five levels, deposited under the rules of 2023."""
    case = filed("ma/construire/grand/2023", TALL)
    hand_in(case, "application", "aa" * 32, "demande.pdf")
    hand_in(case, "architect_plans", "bb" * 32, "plans-architecte.pdf")
    hand_in(case, "architect_plans", "cc" * 32, "ancien.pdf", current=False)
    return case


@pytest.fixture
def examined(tall: Case) -> Case:
    """The same, once every seat has answered, lapsed or been called off, and the commission has met."""
    tall.round, tall.minutes_round = 1, 1
    tall.save()
    said(
        tall,
        "urban_agency",
        "with_reserves",
        reserves=(
            ("Réduire la saillie du balcon", "règlement art. 12-3", "open"),
            (ARABIC, "ضابطة التهيئة، المادة 4", "proof_given"),
            ("Réserve déjà levée", "art. 9", "lifted"),
        ),
        binding=True,
    )
    said(tall, "commune", "favourable", late=True)
    said(
        tall,
        "civil_protection",
        "unfavourable",
        "Issue de secours absente.",
        (("Ajouter", "art. 2", "open"),),
    )
    asked(tall, "telecom", state="lapsed", deemed="favourable")
    asked(tall, "prefecture", state="withdrawn")
    _meeting(tall)
    return tall


def _meeting(case: Case) -> None:
    sitting = Sitting.objects.create(office=case.commune, on=SITTING, state="held")
    item = AgendaItem.objects.create(
        sitting=sitting, case=case, round=1, position=1, minuted_on=SITTING, remarks="Plans à coter."
    )
    for row in case.consultations.exclude(state="withdrawn").order_by("pk"):
        present = row.state == "answered"
        capacity = "chef de service" if present else ""
        Attendance.objects.create(item=item, office=row.office, present=present, function_text=capacity)
    wrote(case, "file", date(2026, 9, 14))
    wrote(case, "admit", date(2026, 9, 16))
    wrote(case, "give_opinion", function="reviewer", seat="urban_agency", round=1, value="with_reserves")
    wrote(case, "record_minutes")
    wrote(case, "request_amendments", items=["Déplacer l’escalier de secours"])
