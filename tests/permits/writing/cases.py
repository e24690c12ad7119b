"""Small cases written straight into the tables: nothing is committed, so no guard asks for their journal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from accounts.models import Office, OfficeKind, Profession, ProfessionalIdentity, User
from documents.models import Document, DocumentVersion
from permits.models import Application, Decision, Parcel, Party, PermitNumber, PieceFile
from workflows import journal
from workflows.models import Case, Clock, Consultation, JournalEntry, Opinion, ProcedureVersion, Reserve
from workflows.procedures.grammar import Procedure
from workflows.procedures.loader import load_folder

FILED = date(2026, 9, 14)
SITTING = date(2026, 10, 22)
ON = date(2026, 11, 2)
CODE = "7KQF2M9XPD4T"
TALL = {
    "works": "new_building",
    "use": "collective_housing",
    "urban_area": True,
    "public_owner": False,
    "open_to_public": False,
    "subdivision": "accepted",
    "height_m": "17.5",
    "levels": 5,
    "dwellings": 12,
    "housing_group": False,
    "shop_area_m2": "0",
    "industrial_class": "none",
    "ground_area_m2": "320",
    "floor_area_m2": "1600",
    "covered_area_m2": "1986.4",
    "overhang_m2": "14",
}


@cache
def packs() -> dict[str, Procedure]:
    """The procedures of the product, by code."""
    return {loaded.procedure.code: loaded.procedure for loaded in load_folder()}


def version(code: str) -> ProcedureVersion:
    """The procedure of that code, as the packs of the product have it."""
    rules = packs()[code]
    found, _new = ProcedureVersion.objects.get_or_create(
        digest=rules.digest,
        defaults={
            "code": rules.code,
            "country": rules.country,
            "kind": rules.kind,
            "track": rules.track,
            "content": rules.canonical(),
            "valid_from": rules.valid_from,
            "valid_to": rules.valid_to,
        },
    )
    return found


def office(code: str, kind: OfficeKind, french: str, arabic: str, **fields: Any) -> Office:
    """An office, made once."""
    made, _new = Office.objects.get_or_create(
        code=code, defaults={"kind": kind, "name_fr": french, "name_ar": arabic, **fields}
    )
    return made


def commune(**fields: Any) -> Office:
    """A commune of a prefecture of a wilaya."""
    wilaya = office("wilaya", OfficeKind.WILAYA, "Wilaya de l’Essai", "ولاية التجربة")
    prefecture = office(
        "pref", OfficeKind.PREFECTURE, "Préfecture des Oliviers", "عمالة الزيتون", parent=wilaya
    )
    return office(
        "com", OfficeKind.COMMUNE, "Commune de Tamesna", "جماعة تامسنا", parent=prefecture, **fields
    )


def filed(code: str, facts: dict[str, Any], **fields: Any) -> Case:
    """A deposited case with its owner, architect and land."""
    place, rules = fields.pop("office", None) or commune(), version(code)
    case = Case.objects.create(
        commune=place,
        authority=place,
        country=rules.country,
        kind=rules.kind,
        procedure=rules,
        reference="PCT-TAM-2026-0147",
        deposited_on=FILED,
        facts=facts,
        **{"state": "filed", **fields},
    )
    _application(case)
    return case


def _application(case: Case) -> None:
    architect = User.objects.create_user("architecte@example.org")
    checker = User.objects.create_user("guichet@example.org")
    ProfessionalIdentity.objects.create(
        user=architect,
        profession=Profession.ARCHITECT,
        order_number="A-2417",
        checked_on=FILED,
        checked_by=checker,
    )
    application = Application.objects.create(
        case=case,
        object_fr="immeuble R+4 de 12 logements",
        object_ar="عمارة من أربعة طوابق تضم 12 مسكنا",
        planning_fr="Plan d’aménagement – homologué",
        planning_ar="تصميم التهيئة – مصادق عليه",
        created_by=architect,
    )
    Party.objects.create(
        application=application,
        role="owner",
        is_company=True,
        name_fr="Société des Jardins",
        name_ar="شركة الحدائق",
        identity="RC 123456",
        added_on=FILED,
    )
    Party.objects.create(
        application=application,
        role="designer",
        name_fr="Cabinet d’architecture",
        name_ar="مكتب الهندسة",
        identity="CIN-SECRET",
        user=architect,
        added_on=FILED,
    )
    Parcel.objects.create(
        application=application,
        land_reference="TF 45678/C",
        area_m2=Decimal("482.50"),
        address_fr="lot 147, rue des Orangers",
        address_ar="البقعة 147، زنقة البرتقال",
    )


def hand_in(case: Case, piece: str, sha256: str, file: str, **fields: Any) -> PieceFile:
    """A file for a piece."""
    document = Document.objects.create(title=piece, kind="piece")
    stored = DocumentVersion.objects.create(
        document=document,
        number=1,
        key=f"test/{document.pk}",
        file_name=file,
        size=1,
        sha256=sha256,
        content_type="application/pdf",
        scan="clean",
    )
    return PieceFile.objects.create(
        application=case.application, piece=piece, version=stored, handed_in_on=FILED, **fields
    )


def clock(case: Case, name: str, event: str = "filed", **fields: Any) -> Clock:
    """A clock of the case by the rule of its pack."""
    assert case.rules is not None
    rule = case.rules.clock(name)
    assert rule is not None
    return Clock.objects.create(
        case=case,
        name=name,
        owner=rule.owner,
        on_lapse=rule.on_lapse,
        spec=rule.model_dump(mode="json"),
        started_by=event,
        **{"state": "running", "started_on": FILED, "due_on": date(2026, 11, 16), **fields},
    )


SEATS = {
    "urban_agency": (OfficeKind.URBAN_AGENCY, "Agence urbaine de l’Essai", "الوكالة الحضرية للتجربة"),
    "civil_protection": (OfficeKind.CIVIL_PROTECTION, "Protection civile", "الوقاية المدنية"),
    "telecom": (OfficeKind.TELECOM, "Service des télécommunications", "مصلحة المواصلات"),
    "commune": (OfficeKind.COMMUNE, "Commune de Tamesna", "جماعة تامسنا"),
    "prefecture": (OfficeKind.PREFECTURE, "Préfecture des Oliviers", "عمالة الزيتون"),
}


def asked(case: Case, seat: str, round: int = 1, **fields: Any) -> Consultation:
    """A request to a seat."""
    kind, french, arabic = SEATS[seat]
    code = {"commune": "com", "prefecture": "pref"}.get(seat, seat.replace("_", "-"))
    return Consultation.objects.create(
        case=case,
        seat=seat,
        office=office(code, kind, french, arabic),
        round=round,
        requested_on=FILED,
        **{"state": "answered", "settled_on": SITTING, **fields},
    )


def said(
    case: Case, seat: str, value: str, text: str = "", reserves: tuple[Any, ...] = (), **fields: Any
) -> None:
    """An answered seat; reserves are (text, article, status)."""
    row = asked(case, seat, **fields)
    reviewer, _new = User.objects.get_or_create(email="avis@example.org")
    opinion = Opinion.objects.create(
        consultation=row, value=value, text=text, given_by=reviewer, given_on=SITTING
    )
    for n, (words, article, status) in enumerate(reserves, 1):
        lifted = {"proof": "planche A-03 reçue", "lifted_on": SITTING} if status == "lifted" else {}
        Reserve.objects.create(
            opinion=opinion,
            position=n,
            text=words,
            article=article,
            severity="major",
            status=status,
            **lifted,
        )


def wrote(
    case: Case, action: str, on: date = SITTING, function: str = "desk", **payload: Any
) -> JournalEntry:
    """A row of the journal of the case."""
    return journal.append(
        case.pk,
        action=action,
        from_state=case.state,
        to_state=case.state,
        actor=None,
        office="com",
        function=function,
        delegation=None,
        effective_on=on,
        payload=payload,
    )


def drafted(case: Case, kind: str = "grant", **fields: Any) -> Decision:
    """A decision that has its number."""
    number = PermitNumber.objects.create(
        office=case.commune,
        series="permit:PCT",
        year=2026,
        position=31,
        text="PCT.P-TAM-2026-0031",
        case=case,
    )
    return Decision.objects.create(case=case, kind=kind, number=number, drafted_on=ON, **fields)
