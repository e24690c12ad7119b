"""Frozen facts, without a database: what the rules see, made to measure."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from permits.lifecycle import PermitState
from workflows.access import APPLICANT, FOLLOWER, Standing
from workflows.facts import Dossier, Facts, PermitFacts, SeatFacts
from workflows.procedures.grammar import Procedure
from workflows.procedures.loader import load_folder, packs_folder

FILED_ON = date(2026, 3, 2)
COMMUNE, ELSEWHERE, AGENCY, PREFECTURE = 1, 2, 3, 4
AT_COMMUNE = ("desk", "secretary", "president", "cashier", "inspector", "administrator")

PEOPLE: dict[str, tuple[Standing, ...]] = {
    "applicant": (Standing(APPLICANT),),
    **{role: (Standing(role, COMMUNE, "commune"),) for role in AT_COMMUNE},
    "reviewer": (Standing("reviewer", AGENCY, "agency"),),
    "head": (Standing("head", AGENCY, "agency"),),
    "governor": (Standing("governor", PREFECTURE, "prefecture"),),
    "local_authority": (Standing("local_authority", PREFECTURE, "prefecture"),),
    "president_elsewhere": (Standing("president", ELSEWHERE, "elsewhere"),),
    "reviewer_elsewhere": (Standing("reviewer", ELSEWHERE, "elsewhere"),),
    "follower": (Standing(FOLLOWER),),
    "stranger": (),
}


@cache
def pack(code: str = "ma/construire/grand/2023") -> Procedure:
    """A procedure as shipped."""
    return next(entry.procedure for entry in load_folder(packs_folder()) if entry.procedure.code == code)


def seat(name: str = "urban_agency", **more: Any) -> SeatFacts:
    """A seat that is awaited, unless said otherwise."""
    given = {"id": 1, "office_id": AGENCY, "state": "requested", "binding": name == "urban_agency"}
    rest = {
        "consultative": False,
        "value": "",
        "late": False,
        "limited": True,
        "late_counts": False,
        "on_lapse": "unknown",
    }
    return SeatFacts(seat=name, **{**given, **rest, **more})


def facts(state: str = "in_review", permit: PermitFacts | None = None, **more: Any) -> Facts:
    """A case decided by the president of the commune, with one seat awaited."""
    dossier = Dossier(**{"signatory": ("president", COMMUNE), "permit": permit, **more.pop("dossier", {})})
    usual: dict[str, Any] = {
        "outcome": "", "on": FILED_ON, "deposited_on": FILED_ON, "round": 1, "pieces_requested": False,
        "reviewed": False, "minuted": False, "on_agenda": False, "substitution_open": False,
        "attested": False, "notified": False, "decider": ("president", COMMUNE), "procedure": pack(),
        "ruling_problem": "", "seats": (seat(),),
    }  # fmt: skip
    return Facts(state=state, dossier=dossier, **{**usual, **more})


def permit(state: PermitState, *, settled: bool = False, missing: tuple[str, ...] = ()) -> PermitFacts:
    """A permit in this state."""
    return PermitFacts(id=1, state=state, fees_settled=settled, missing_before_delivery=missing)
