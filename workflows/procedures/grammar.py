"""The grammar of a procedure: what a pack may say, and nothing else.

A ``Procedure`` is one kind × track × regime, fully resolved. Packs (YAML) are read by
``loader``; every rule carries its legal basis and how sure we are of it. What is not known
is the word ``unknown``: it is shown as such and starts no automatic outcome. Its words are in
``basics``, its rules in ``rules``; both are had from here.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from accounts.functions import Function
from accounts.models import OfficeKind
from workflows.procedures.basics import Basis, Confidence, Counting, Limit, Name, Part, Text, Unit, Unknown
from workflows.procedures.rules import (
    ClockEffect,
    ClockSpec,
    Deferral,
    Designer,
    Exemption,
    FactSpec,
    FactType,
    Fee,
    Ground,
    MissingPieces,
    Paper,
    PieceSpec,
    Rounds,
    SeatSpec,
    Secretariat,
    Signatory,
    Silence,
    TrackRule,
    Validity,
)

__all__ = [
    "Basis",
    "ClockEffect",
    "ClockSpec",
    "Confidence",
    "Counting",
    "Deferral",
    "Designer",
    "Exemption",
    "FactSpec",
    "FactType",
    "Fee",
    "Ground",
    "Limit",
    "MissingPieces",
    "Name",
    "Paper",
    "Part",
    "Phase",
    "PieceSpec",
    "Procedure",
    "Rounds",
    "SeatSpec",
    "Secretariat",
    "Signatory",
    "Silence",
    "Text",
    "TrackRule",
    "Unit",
    "Unknown",
    "Validity",
]


class Phase(StrEnum):
    """The phases a procedure goes through; a note or a declaration has few."""

    COMPLETENESS = "completeness"
    REVIEW = "review"
    SITTING = "sitting"
    DECISION = "decision"
    SIGNATURE = "signature"
    PAYMENT = "payment"
    DELIVERY = "delivery"
    PERMIT = "permit"  # a permit with a life of its own comes out


class Procedure(Part):
    """One kind × track × regime, valid from a day to a day."""

    code: str = Field(pattern=r"^[a-z]{2}/[a-z0-9_]+/[a-z0-9_]+/[a-z0-9_]+$")  # ma/construire/grand/2023
    country: str
    kind: Name
    track: Name
    regime: Name | Annotated[str, Field(pattern=r"^[0-9]{4}$")]
    valid_from: date
    valid_to: date | None = None
    title: Text
    track_title: Text | None = None  # shown beside the title where a kind has several tracks
    prefix: str = Field(pattern=r"^[A-Z]{1,5}(-[A-Z]{1,3})?$")
    competent: tuple[OfficeKind, ...]
    decides: Function = Function.PRESIDENT
    applicants: tuple[Literal["architect", "surveyor", "owner", "company"], ...]
    phases: tuple[Phase, ...]
    facts: tuple[FactSpec, ...]
    track_rules: tuple[TrackRule, ...] = ()
    unclassified: Literal["officer", "track"] = "officer"  # no rule holds: an officer decides | this track
    designer: Designer | None = None
    pieces: tuple[PieceSpec, ...]
    seats: tuple[SeatSpec, ...] = ()
    secretariat: Secretariat | None = None
    rounds: Rounds | None = None
    grant_with_reserves: bool | Unknown = "unknown"
    clocks: tuple[ClockSpec, ...]
    missing_pieces: MissingPieces | None = None
    silence: Silence
    deferral: Deferral | None = None
    fees: tuple[Fee, ...] = ()
    signatures: tuple[Signatory, ...] = ()
    validity: Validity | None = None
    grounds: tuple[Ground, ...] = ()
    papers: tuple[Paper, ...] = ()
    basis: Basis

    def canonical(self) -> str:
        """The procedure as canonical JSON: what is hashed and stored."""
        return json.dumps(
            self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical form: the identity of this version."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()

    def has(self, phase: Phase) -> bool:
        """Whether the procedure goes through this phase."""
        return phase in self.phases

    def seat(self, name: str) -> SeatSpec | None:
        """The seat of that name."""
        return next((seat for seat in self.seats if seat.name == name), None)

    def clock(self, name: str) -> ClockSpec | None:
        """The clock of that name."""
        return next((clock for clock in self.clocks if clock.name == name), None)

    def piece(self, name: str) -> PieceSpec | None:
        """The piece of that name."""
        return next((piece for piece in self.pieces if piece.name == name), None)

    def pieces_due(self, facts: dict[str, Any], *due: str) -> tuple[PieceSpec, ...]:
        """Pieces asked at these moments for these facts."""
        return tuple(p for p in self.pieces if p.due in due and (p.when is None or p.when.holds(facts)))

    def seats_asked(self, facts: dict[str, Any]) -> tuple[SeatSpec, ...]:
        """Seats that these facts call for."""
        return tuple(s for s in self.seats if s.when is None or s.when.holds(facts))
