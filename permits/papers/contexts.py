"""What each paper needs to be written: one frozen context per paper.

A caller needs this module only: it gives out the parts of :mod:`permits.papers.parts` too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from permits.papers.parts import (
    Act,
    Attendance,
    Commune,
    Condition,
    FactLine,
    FeeLine,
    FileFacts,
    Ground,
    HistoryLine,
    Land,
    LimitLine,
    MissingPiece,
    OpinionBlock,
    PartyLine,
    PieceLine,
    PlanningDocument,
    Project,
    RequiredSignature,
    Reserve,
)
from permits.papers.words import Both

__all__ = [
    "Act",
    "AmendmentRequest",
    "Attendance",
    "Commune",
    "Condition",
    "DecisionGrant",
    "DecisionRefusal",
    "DeferralNotice",
    "DepositReceipt",
    "FactLine",
    "FeeLine",
    "FileFacts",
    "Ground",
    "HistoryLine",
    "Land",
    "LimitLine",
    "Minutes",
    "MissingPiece",
    "OpinionBlock",
    "Paper",
    "PartyLine",
    "PaymentSlip",
    "PieceLine",
    "PlanningDocument",
    "Project",
    "RequestForPieces",
    "RequiredSignature",
    "Reserve",
    "SilenceAttestation",
]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What every paper has."""

    commune: Commune
    act: Act
    file: FileFacts
    project: Project


@dataclass(frozen=True, kw_only=True)
class DepositReceipt(Paper):
    """Receipt of deposit (RGC annexe 4)."""

    pieces: tuple[PieceLine, ...]
    sitting: datetime | None = None  # local time
    limits: tuple[LimitLine, ...] = ()
    tracking_url: str = ""


@dataclass(frozen=True, kw_only=True)
class RequestForPieces(Paper):
    """The one request for missing pieces."""

    missing: tuple[MissingPiece, ...]
    answer: LimitLine | None = None
    once: bool = True
    suspends: bool = False  # the limits stop until the pieces come
    basis: str = ""

    @property
    def answers(self) -> tuple[LimitLine, ...]:
        """The limit of the answer, as a table of limits."""
        return (self.answer,) if self.answer else ()


@dataclass(frozen=True, kw_only=True)
class AmendmentRequest(Paper):
    """Request to amend the plans after the opinions."""

    opinions: tuple[OpinionBlock, ...]
    sitting_on: date | None = None
    restarts: bool = True  # the statutory limit starts again at the new deposit
    answer: LimitLine | None = None
    basis: str = ""

    @property
    def answers(self) -> tuple[LimitLine, ...]:
        """The limit of the answer, as a table of limits."""
        return (self.answer,) if self.answer else ()


@dataclass(frozen=True, kw_only=True)
class Minutes(Paper):
    """Minutes of the commission (RGC annexe 5)."""

    held: datetime  # local time
    place: Both
    chair: Both
    opinions: tuple[OpinionBlock, ...]
    attendance: tuple[Attendance, ...]
    planning: PlanningDocument | None = None
    history: tuple[HistoryLine, ...] = ()
    result: Both | None = None
    designer_heard: bool = False


@dataclass(frozen=True, kw_only=True)
class DecisionGrant(Paper):
    """The decision that grants (RGC annexe 6)."""

    visas: tuple[Both, ...] = ()  # empty: those of the country and kind
    commission_on: date | None = None
    fee_order: str = ""  # reference of the communal fee order, without "n°"
    conditions: tuple[Condition, ...] = ()
    plans: tuple[PieceLine, ...] = ()
    validity: Both | None = None  # None: no lapse is provided for
    validity_basis: str = ""
    renewable: bool = False
    fees_due: bool = False
    payment_receipt: str = ""
    delegation: str = ""
    term: Both | None = None  # occupation of public domain: how long
    corrects: str = ""  # number of the act that this one corrects
    departure: str = ""  # why the decision departs from an opinion that does not bind


@dataclass(frozen=True, kw_only=True)
class DecisionRefusal(Paper):
    """The decision that refuses, with its grounds."""

    grounds: tuple[Ground, ...]
    visas: tuple[Both, ...] = ()
    commission_on: date | None = None
    delegation: str = ""


@dataclass(frozen=True, kw_only=True)
class SilenceAttestation(Paper):
    """Attestation that silence stands for consent, by the wali or governor."""

    silence_since: date  # legal date of the deemed consent
    limit: LimitLine
    started_on: date
    permit_number: str = ""
    validity: Both | None = None


@dataclass(frozen=True, kw_only=True)
class PaymentSlip(Paper):
    """What is to be paid, and how it was worked out."""

    fees: tuple[FeeLine, ...]
    payable_to: Both
    fee_order: str = ""
    due: Both | None = None

    @property
    def total(self) -> Decimal:
        """The sum of the amounts."""
        return sum((fee.amount for fee in self.fees), Decimal(0))


@dataclass(frozen=True, kw_only=True)
class DeferralNotice(Paper):
    """Sursis à statuer, with its reason and end."""

    reasons: tuple[Ground, ...]
    ends_on: date | None
    length: Both | None = None
    basis: str = ""
    visas: tuple[Both, ...] = ()
