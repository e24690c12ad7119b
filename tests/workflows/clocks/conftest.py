"""A case under a small procedure whose clocks show every way a limit can move."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from accounts.models import Office, OfficeKind
from workflows.models import Case, Consultation, ProcedureVersion
from workflows.procedures.grammar import Procedure

TEXT = {"fr": "Délai", "ar": "أجل", "en": "Limit"}
BASIS = {"law": "décret 2-13-424 art. 18", "confidence": "confirmed"}


def spec(name: str, **rule: Any) -> dict[str, Any]:
    return {"name": name, "text": TEXT, "owner": "authority", "basis": BASIS, "starts_on": ["filed"], **rule}


CLOCKS = [
    spec("dispatch", limit={"n": 3, "unit": "working_days"}, stops_on=["admitted"], owner="desk"),
    spec(
        "silence",
        limit={"n": 2, "unit": "months"},
        suspends_on=["pieces_requested"],
        resumes_on=["completed"],
        restarts_on=["resubmitted"],
        stops_on=["granted", "refused"],
        on_lapse="deemed_granted",
        remind_before=[15, 5],
        extensions=[{"n": 1, "unit": "months"}],
    ),
    spec(
        "total",
        limit="unknown",
        suspends_on=["pieces_requested"],
        resumes_on=["completed"],
        stops_on=["granted"],
    ),
    spec("telecom", limit={"n": 1, "unit": "months"}, when={"fact": "levels", "ge": 4}),
    spec(
        "lapse",
        starts_on=["deemed_granted", "delivered"],
        limit={"n": 12, "unit": "months"},
        on_lapse="lapse_permit",
        owner="holder",
    ),
]
SEAT = {
    "name": "agency",
    "text": {"fr": "Agence urbaine", "ar": "الوكالة الحضرية", "en": "Urban agency"},
    "office_kind": "urban_agency",
    "limit": {"n": 15, "unit": "working_days"},
    "on_lapse": "unknown",
    "basis": BASIS,
}


def small_procedure() -> Procedure:
    return Procedure.model_validate(
        {
            "code": "ma/construire/grand/2013",
            "country": "ma",
            "kind": "construire",
            "track": "grand",
            "regime": "2013",
            "valid_from": "2014-02-01",
            "title": TEXT,
            "prefix": "PCT",
            "competent": ["commune"],
            "applicants": ["architect"],
            "phases": ["review", "decision"],
            "facts": [],
            "pieces": [],
            "seats": [SEAT],
            "clocks": CLOCKS,
            "silence": {"effect": "granted", "clock": "silence", "basis": BASIS},
            "basis": BASIS,
        }
    )


def office(code: str, kind: OfficeKind = OfficeKind.COMMUNE, **fields: Any) -> Office:
    return Office.objects.create(code=code, kind=kind, name_fr=code, name_ar=code, **fields)


@pytest.fixture
def commune(db: None) -> Office:
    return office("commune")


@pytest.fixture
def version(db: None) -> ProcedureVersion:
    rules = small_procedure()
    return ProcedureVersion.objects.create(
        code=rules.code,
        country="ma",
        kind=rules.kind,
        track=rules.track,
        digest=rules.digest,
        content=rules.canonical(),
        valid_from=rules.valid_from,
    )


def new_case(commune: Office, version: ProcedureVersion) -> Case:
    return Case.objects.create(
        commune=commune, authority=commune, country="ma", kind="construire", procedure=version
    )


@pytest.fixture
def case(commune: Office, version: ProcedureVersion) -> Case:
    return new_case(commune, version)


@pytest.fixture
def consultation(case: Case) -> Consultation:
    agency = office("agency", OfficeKind.URBAN_AGENCY)
    return Consultation.objects.create(
        case=case, seat="agency", office=agency, round=1, requested_on=date(2026, 11, 23)
    )
