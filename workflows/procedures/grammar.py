"""The grammar of a procedure: what a pack may say, and nothing else.

A ``Procedure`` is one kind × track × regime, fully resolved. Packs (YAML) are read by
``loader``; every rule carries its legal basis and how sure we are of it. What is not known
is the word ``unknown``: it is shown as such and starts no automatic outcome.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from accounts.functions import Function
from accounts.models import OfficeKind
from workflows.events import Event
from workflows.procedures.conditions import Condition

Unknown = Literal["unknown"]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]


class Part(BaseModel):
    """A piece of a procedure: closed, immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Part):
    """A text in the three languages of the product."""

    fr: str = Field(min_length=1)
    ar: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, language: str) -> str:
        """The text in ``fr``, ``ar`` or ``en`` (anything else: French)."""
        return str(getattr(self, language[:2], self.fr))


class Confidence(StrEnum):
    """How sure the pack is of a rule."""

    CONFIRMED = "confirmed"  # read in the primary text
    PARTLY = "partly"  # secondary or old source
    REPORTED = "reported"  # press or administration pages
    DEFAULT = "default"  # a choice to be configured
    UNKNOWN = "unknown"


class Basis(Part):
    """Where a rule comes from."""

    law: str = Field(min_length=1)  # "décret 2-13-424 art. 37"
    confidence: Confidence


class Unit(StrEnum):
    """How a limit is counted."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"


class Counting(Part):
    """Whether the first and last day count, and whether a last day off rolls on."""

    first_day: bool = False
    last_day: bool = True
    roll: bool = True


class Limit(Part):
    """A length of legal time."""

    n: int = Field(gt=0, le=3660)
    unit: Unit
    counting: Counting = Counting()


class FactType(StrEnum):
    """The type of a declared fact."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    CHOICE = "choice"
    TEXT = "text"


class FactSpec(Part):
    """A question asked at deposit, on which rules rest."""

    name: Name
    type: FactType
    text: Text
    unit: str = ""
    required: bool = True
    choices: dict[Name, Text] = {}
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    when: Condition | None = None


class TrackRule(Part):
    """A rule that puts a project on a track; the first that holds decides, and is shown."""

    name: Name
    track: Name
    when: Condition
    text: Text
    basis: Basis


class PieceSpec(Part):
    """A document asked for. Lack of an ``information`` piece never rejects a file."""

    name: Name
    text: Text
    category: Literal["main", "information"]
    due: Literal["deposit", "after_favourable", "before_delivery", "closing"] = "deposit"
    when: Condition | None = None
    formats: tuple[str, ...] = ("pdf",)
    max_mb: int = 300
    many: bool = False
    stamped: bool = False  # « ne varietur » when granted
    subject: Name | None = None  # what the seats that look at it are concerned with
    unscannable: Literal["refuse", "accept"] = "refuse"
    basis: Basis


class SeatSpec(Part):
    """A place in the commission, or a service asked for its opinion."""

    name: Name
    text: Text
    office_kind: OfficeKind
    presence: Literal["permanent", "conditional", "consultative"] = "permanent"
    when: Condition | None = None
    binding: bool = False  # avis conforme: no express permit without it
    limit: Limit | Unknown
    limit_from: Literal["consulted", "filed", "completed"] = "consulted"
    on_lapse: Literal["blocks", "favourable", "escalates", "unknown"]
    late_counts: bool | Unknown = "unknown"
    concerns: tuple[Name, ...] = ()  # subjects; empty: everything
    basis: Basis
    limit_basis: Basis | None = None  # where its limit comes from, where another text gives it


class Rounds(Part):
    """What happens when amended plans come back."""

    again: Literal["all", "concerned", "unknown"]  # unknown: the desk chooses, with its reason
    most: int | None = None
    basis: Basis


class ClockEffect(StrEnum):
    """What the passing of a limit does."""

    NOTHING = "nothing"  # lateness is recorded and shown
    ESCALATE = "escalate"  # the head of the owner is told
    DEEMED_GRANTED = "deemed_granted"
    DEEMED_REFUSED = "deemed_refused"
    INADMISSIBLE = "inadmissible"  # missing pieces that never came
    SUBSTITUTION = "substitution"  # the applicant may ask another authority
    LAPSE_PERMIT = "lapse_permit"
    END_DEFERRAL = "end_deferral"
    UNKNOWN = "unknown"


class ClockSpec(Part):
    """A limit on a case: which events start, stop, suspend, resume and restart it."""

    name: Name
    text: Text
    owner: Literal["authority", "desk", "applicant", "holder", "secretary", "payer"]
    limit: Limit | Unknown
    starts_on: tuple[Event, ...]
    stops_on: tuple[Event, ...] = ()
    suspends_on: tuple[Event, ...] = ()
    resumes_on: tuple[Event, ...] = ()
    restarts_on: tuple[Event, ...] = ()
    on_lapse: ClockEffect = ClockEffect.NOTHING
    remind_before: tuple[int, ...] = ()  # calendar days
    extensions: tuple[Limit, ...] = ()  # each may be used once, on request
    when: Condition | None = None
    basis: Basis
    suspension_basis: Basis | None = None  # why it is suspended, where it is
    restart_basis: Basis | None = None  # why it starts again from zero, where it does


class MissingPieces(Part):
    """The request for missing pieces."""

    once: bool
    clock: Name | None = None  # the clock of the applicant's answer
    within: Name | None = None  # the clock after which nothing more may be asked
    basis: Basis


class Silence(Part):
    """What the silence of the authority means at the end of a clock."""

    effect: Literal["granted", "refused", "substitution", "nothing", "unknown"]
    clock: Name | None = None
    attested_by: Function | None = None
    attested_at: OfficeKind | None = None
    prevails_over_binding: bool | Unknown = "unknown"
    substitute: OfficeKind | None = None
    basis: Basis


class Exemption(Part):
    """A ground on which a fee is not due."""

    name: Name
    text: Text
    when: Condition | None = None  # None: granted by an officer, with reason
    basis: Basis


class Fee(Part):
    """A tax or fee: rate band, base and rounding. The rate itself is the commune's."""

    name: Name
    text: Text
    per: Literal["m2", "m2_day", "fixed"]
    lowest: Decimal = Decimal(0)
    highest: Decimal
    when: Condition | None = None
    area: Name | None = None  # fact: area in m², each fraction counts as a whole one
    double_area: Name | None = None  # fact: overhang on the public domain, counts double
    days: Name | None = None  # fact: number of days, for a fee per m² and day
    currency: str = "MAD"
    exemptions: tuple[Exemption, ...] = ()
    basis: Basis


class Signatory(Part):
    """A link of the signature chain, in order; the last one decides."""

    function: Function
    office: Literal["authority"] | Name = "authority"  # or the name of a seat
    text: Text
    basis: Basis


class Validity(Part):
    """How long the permit lives if nothing is begun."""

    clock: Name | None  # the ClockSpec that lapses it; None: no end
    renewable: bool
    basis: Basis


class Paper(Part):
    """A document produced, at which event, from which template."""

    name: Name
    text: Text
    template: Name
    on: Event
    signed: bool = False


class Ground(Part):
    """A ground of refusal, with its article."""

    name: Name
    text: Text
    basis: Basis


class Deferral(Part):
    """Sursis à statuer."""

    clock: Name
    when: Condition | None = None
    basis: Basis


class Designer(Part):
    """When a regulated professional must sign the application."""

    profession: Literal["architect", "surveyor"]
    when: Condition | None = None
    text: Text
    basis: Basis


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
