"""The rules that make up a procedure: facts, pieces, seats, clocks, silence, fees, papers …"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from accounts.functions import Function
from accounts.models import OfficeKind
from workflows.events import Event
from workflows.procedures.basics import Basis, Limit, Name, Part, Text, Unknown
from workflows.procedures.conditions import Condition


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


class Secretariat(Part):
    """Who keeps the secretariat: the commune's own desk above a population, else a committee."""

    desk_above: int  # inhabitants
    otherwise: tuple[OfficeKind, ...]
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
