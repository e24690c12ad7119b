"""Four files, as they happen: a large project in two rounds, a small house, a refit, a silence."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from accounts.functions import Function
from permits.demo.browser import send_piece
from permits.demo.plans import PlanSet
from permits.demo.stage import Stage, Stuck
from permits.drafts import Described, add_parcel, add_party, open_draft
from permits.fees import outstanding
from permits.models import PartyRole, PieceFile
from workflows import legaltime, ruling
from workflows.models import Sitting

NO_INDUSTRY = {"industrial_class": "none", "shop_area_m2": 0, "public_owner": False, "open_to_public": False}
BLOCK = {
    "works": "new_building", "use": "collective_housing", "subdivision": "accepted", "height_m": "17.2",
    "levels": 5, "dwellings": 12, "housing_group": False, "urban_area": True, "ground_area_m2": "288",
    "floor_area_m2": "1440", "covered_area_m2": "1440.40", "overhang_m2": "18.2", **NO_INDUSTRY,
}  # fmt: skip
HOUSE = {
    "works": "new_building", "use": "individual_house", "subdivision": "accepted", "height_m": "8.5",
    "levels": 2, "dwellings": 1, "housing_group": False, "urban_area": True, "ground_area_m2": "110",
    "floor_area_m2": "215.4", "covered_area_m2": "215.4", **NO_INDUSTRY,
}  # fmt: skip
REFIT = {"work_description": "Peinture, carrelage et menuiseries intérieures, sans toucher à la structure"}


def large_project(stage: Stage, plans: PlanSet) -> None:
    """Six seats in two rounds, a sitting each, decision, signature, payment, delivery."""
    _open(
        stage,
        "construire",
        "Immeuble R+4 de 12 logements",
        "عمارة من أربعة طوابق و12 مسكنا",
        "45678/C",
        "576",
    )
    _deposit(stage, plans, BLOCK)
    _one_missing_piece(stage, plans)
    stage.forward(1)
    stage.act("admit", stage.who(Function.DESK))
    stage.forward(6)
    _opinions_in_parallel(stage, {"civil_protection": "unfavourable"})
    _sitting(stage)
    stage.act(
        "request_amendments",
        stage.who(Function.PRESIDENT),
        items=("Élargir l'escalier et créer une issue arrière",),
    )
    stage.forward(9)
    amended = plans.amended(stage.folder / "plans-modifies")
    old = PieceFile.objects.filter(
        application__case=stage.case, piece="architect_plans", current=True
    ).first()
    send_piece(stage.case, "architect_plans", amended, stage.city.architect, replaces=old.pk if old else None)
    stage.act(
        "resubmit", stage.city.architect, changed=("architecture", "fire_safety"), message="Escalier élargi."
    )
    stage.forward(7)
    _opinions_in_parallel(stage, {"networks": "with_reserves"})
    _sitting(stage)
    _decide(stage, ("Maintenir le chantier clos et éclairé.",))
    _pay_and_deliver(stage)


def small_house(stage: Stage, plans: PlanSet) -> None:
    """The permanent seats at one sitting, then decision to delivery."""
    _open(stage, "construire", "Maison individuelle R+1", "منزل فردي من طابق واحد", "12345/C", "240")
    _deposit(stage, plans, HOUSE)
    stage.act("admit", stage.who(Function.DESK))
    stage.forward(2)
    _opinions_in_parallel(stage, {})
    _sitting(stage)
    _decide(stage, ())
    _pay_and_deliver(stage)


def refit(stage: Stage, plans: PlanSet) -> None:
    """The president alone: no seat is asked."""
    _open(stage, "refection", "Réfection d'un appartement", "إصلاح شقة", "9876/C", "95")
    _deposit(stage, plans, REFIT)
    stage.act("admit", stage.who(Function.DESK))
    stage.forward(2)
    _decide(stage, ())
    _pay_and_deliver(stage)


def silence(stage: Stage, plans: PlanSet) -> None:
    """Nobody decides: two months after the deposit the permit is deemed granted, and attested."""
    _open(stage, "construire", "Maison individuelle R+1", "منزل فردي من طابق واحد", "22222/C", "180")
    _deposit(stage, plans, HOUSE)
    stage.act("admit", stage.who(Function.DESK))
    stage.forward(70)
    stage.act("attest_silence", stage.who(Function.GOVERNOR, "prefecture"))
    stage.wait_for_jobs()


STORIES = (large_project, small_house, refit, silence)


def _open(stage: Stage, kind: str, object_fr: str, object_ar: str, land: str, area: str) -> None:
    described = Described(
        object_fr=object_fr,
        object_ar=object_ar,
        planning_fr="Plan d'aménagement homologué (démonstration)",
        planning_ar="تصميم التهيئة المصادق عليه (نموذجي)",
    )
    architect = stage.city.architect
    application = open_draft(by=architect, commune=stage.city.commune, kind=kind, described=described)
    stage.case = application.case
    add_party(
        application, by=architect, role=PartyRole.OWNER, name_fr="Maître d'ouvrage", name_ar="صاحب المشروع",
        user=stage.city.owner,
    )  # fmt: skip
    add_party(
        application, by=architect, role=PartyRole.DESIGNER, name_fr="Architecte", name_ar="المهندس المعماري",
        user=architect, may_act=True,
    )  # fmt: skip
    add_parcel(
        application, by=architect, land_reference=land, area_m2=Decimal(area),
        address_fr="Lotissement de démonstration, lot 12", address_ar="تجزئة نموذجية، بقعة 12",
    )  # fmt: skip


def _deposit(stage: Stage, plans: PlanSet, facts: dict[str, Any]) -> None:
    architect = stage.city.architect
    stage.act("declare", architect, facts=facts)
    rules, problem = ruling.candidate(stage.case, legaltime.today())
    if rules is None:
        raise Stuck(problem)
    for piece in rules.pieces_due(facts, "deposit"):
        for path in plans.files(piece, stage.day):
            send_piece(stage.case, piece.name, path, architect)
            stage.say(f"  {stage.day:%d/%m/%Y}  handed in            {piece.name}: {path.name}")
    _plan_sittings(stage)
    stage.act("file", architect)
    stage.say(f"              track: {stage.case.track_ruling['track']} ({ruling.rule_text(stage.case)})")
    stage.forward(1)


def _plan_sittings(stage: Stage) -> None:
    """The commission sits every fortnight: the receipt announces the next date."""
    for weeks in (2, 4):
        on = stage.day + timedelta(weeks=weeks, days=2)
        Sitting.objects.get_or_create(office=stage.city.commune, on=on)


def _one_missing_piece(stage: Stage, plans: PlanSet) -> None:
    """The desk rejects one piece, asks for it once, and gets it."""
    desk, piece = stage.who(Function.DESK), "ownership"
    file = PieceFile.objects.get(application__case=stage.case, piece=piece, current=True)
    stage.act("judge_piece", desk, file=file.pk, status="rejected", reason="Copie illisible")
    stage.act("request_pieces", desk, pieces=({"piece": piece, "reason": "Copie illisible"},))
    stage.forward(3)
    spec = stage.case.rules.piece(piece) if stage.case.rules else None
    if spec is None:
        raise Stuck(f"the procedure has no piece {piece}")
    path = plans.files(spec, stage.day)[0]
    send_piece(stage.case, piece, path, stage.city.architect)
    stage.act("supply_pieces", stage.city.architect)


def _opinions_in_parallel(stage: Stage, values: dict[str, str]) -> None:
    """Every seat answers from a process of its own, all at once."""
    seats = list(stage.case.consultations.filter(round=stage.case.round).values_list("seat", flat=True))
    manage = str(Path(settings.BASE_DIR) / "manage.py")
    running = [
        subprocess.Popen(
            [
                sys.executable,
                manage,
                "demo_opinion",
                str(stage.case.pk),
                seat,
                values.get(seat, "favourable"),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for seat in seats
    ]
    for seat, process in zip(seats, running, strict=True):
        said, wrong = process.communicate(timeout=180)
        if process.returncode:
            raise Stuck(f"the opinion of {seat} failed: {wrong.strip()[-500:]}")
        stage.say(f"  {stage.day:%d/%m/%Y}  {said.strip()}")
    stage.case.refresh_from_db()


def _sitting(stage: Stage) -> None:
    """On the agenda, held the next working day, minuted."""
    desk = stage.who(Function.DESK)
    sitting = _next_sitting(stage)
    stage.act("schedule", desk, sitting=sitting.pk)
    stage.forward((sitting.on - stage.day).days)
    offices = sorted({row.office.code for row in stage.case.consultations.select_related("office")})
    attendance = [
        {"office": code, "present": True, "capacity": "membre de la commission"} for code in offices
    ]
    stage.act("record_minutes", desk, attendance=attendance, remarks="Le concepteur a été entendu.")


def _next_sitting(stage: Stage) -> Sitting:
    """The next working day on which no sitting has been held yet."""
    held = set(Sitting.objects.filter(office=stage.city.commune, state="held").values_list("on", flat=True))
    on = stage.day + timedelta(days=1)
    while on.weekday() >= 5 or on in held:
        on += timedelta(days=1)
    return Sitting.objects.get_or_create(office=stage.city.commune, on=on)[0]


def _decide(stage: Stage, conditions: tuple[str, ...]) -> None:
    desk = stage.who(Function.DESK)
    stage.act("draft_decision", desk, kind="grant", conditions=conditions)
    stage.act("send_to_signature", desk)
    stage.forward(1)
    stage.sign()


def _pay_and_deliver(stage: Stage) -> None:
    permit = stage.case.permit
    due = outstanding(permit)
    if due > 0:
        receipt = f"Q-{stage.case.pk:06d}"
        stage.act("record_payment", stage.who(Function.CASHIER), amount=due, receipt=receipt)
    stage.forward(1)
    stage.act("deliver", stage.who(Function.DESK))
    stage.act("notify", stage.who(Function.DESK), proof="Remise en main propre contre décharge")
    stage.wait_for_jobs()
