"""Silence attested, fees charged, a decision deferred."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from permits.models import FeeLine, Permit
from permits.writing import CannotWrite, write
from tests.permits.writing.cases import CODE, ON, TALL, clock, filed, wrote
from tests.permits.writing.reading import data, text
from workflows.models import Case

LAST_DAY = date(2026, 11, 16)


@pytest.fixture
def silent(tables: None) -> Case:
    """The president kept silent to the end of the limit."""
    case = filed(
        "ma/construire/grand/2023", TALL, state="closed", outcome="deemed_granted", closed_on=LAST_DAY
    )
    clock(case, "silence", state="passed", due_on=LAST_DAY, passed_on=LAST_DAY)
    Permit.objects.create(
        case=case, number="PCT.T-TAM-2026-0002", granted_on=LAST_DAY, deemed=True, state="in_force"
    )
    return case


def test_attestation_says_which_silence_made_which_permit(silent: Case) -> None:
    page = text(write("silence_attestation", silent, code=CODE, on=date(2026, 12, 1)))
    for said in ("14 septembre 2026", "2 mois", "شهران", "16 novembre 2026", "16 نونبر 2026"):
        assert said in page
    for said in ("PCT.T-TAM-2026-0002", "loi 12-90 art. 48", "un an", "سنة واحدة", "شركة الحدائق"):
        assert said in page


def test_attestation_comes_from_the_governor_not_from_the_silent_commune(silent: Case) -> None:
    built = write("silence_attestation", silent, code=CODE, on=date(2026, 12, 1))
    page = text(built)
    assert "Le gouverneur atteste que" in page
    assert "يشهد العامل أن" in page
    assert data(built)["issuer"]["fr"] == "Préfecture des Oliviers"


@pytest.mark.parametrize("missing", ["outcome", "clock"])
def test_silence_that_did_not_decide_is_not_attested(silent: Case, missing: str) -> None:
    if missing == "outcome":
        silent.outcome = "granted"
    else:
        clock(silent, "silence")
    with pytest.raises(CannotWrite):
        write("silence_attestation", silent, code=CODE, on=ON)


def test_attestation_needs_an_office_that_attests(silent: Case) -> None:
    silent.commune.parent = None
    silent.commune.save()
    with pytest.raises(CannotWrite, match="Commune de Tamesna"):
        write("silence_attestation", silent, code=CODE, on=ON)


def test_slip_shows_how_each_fee_was_worked_out(silent: Case) -> None:
    FeeLine.objects.create(
        permit=silent.permit,
        name="toc_building",
        base=Decimal("1986.40"),
        counted=1987,
        doubled=14,
        rate=20,
        amount=40300,
        currency="MAD",
        law="loi 47-06",
    )
    page = text(write("payment_slip", silent, code=CODE, on=ON))
    for said in (
        "Taxe sur les opérations de construction",
        "الرسم على عمليات البناء",
        "1 986,40 m²",
        "1 987 m²",
    ):
        assert said in page
    assert page.count("40 300,00 MAD") == 2
    assert "la régie communale des recettes" in page


def test_exempted_fee_says_why_nothing_is_due(silent: Case) -> None:
    FeeLine.objects.create(
        permit=silent.permit,
        name="toc_building",
        rate=20,
        amount=0,
        currency="MAD",
        law="loi 47-06",
        exemption="social_housing",
    )
    page = text(write("payment_slip", silent, code=CODE, on=ON))
    assert "Exonération : Logement social" in page
    assert "سكن اجتماعي" in page


def test_no_slip_without_a_permit_or_a_fee(tall: Case) -> None:
    with pytest.raises(CannotWrite):
        write("payment_slip", tall, code=CODE, on=ON)


def test_no_slip_where_nothing_is_charged(silent: Case) -> None:
    with pytest.raises(CannotWrite):
        write("payment_slip", silent, code=CODE, on=ON)


@pytest.mark.parametrize(("until", "length"), [(date(2028, 11, 2), "2 ans"), (date(2027, 3, 1), None)])
def test_deferral_says_its_reason_article_and_end(tables: None, until: date, length: str | None) -> None:
    case = filed("ma/construire/grand/2023", TALL, state="deferred", deferred_until=until)
    reason = "Plan d’aménagement à l’étude"
    wrote(case, "defer", ON, reason=reason, until=until.isoformat(), article="loi 12-90 art. 45")
    page = text(write("deferral", case, code=CODE, on=ON))
    assert page.count(reason) == 1
    assert f"{until.day if until.day > 1 else '1er'} " in page
    assert str(until.year) in page
    assert ("2 ans" in page) is (length is not None)
    assert ("سنتان" in page) is (length is not None)


def test_case_that_was_not_deferred_has_no_notice(tall: Case) -> None:
    with pytest.raises(CannotWrite):
        write("deferral", tall, code=CODE, on=ON)
