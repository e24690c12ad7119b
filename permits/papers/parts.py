"""What the papers are made of: frozen lines and blocks of facts, gathered by the caller.

Texts of the product are ``Both`` (French and Arabic). Texts typed by people (observations,
reserves, names) are plain strings in whichever language they were typed, and are shown once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from permits.papers.words import Both


@dataclass(frozen=True, kw_only=True)
class Commune:
    """The office that issues the paper, as its head-lines and crest show it."""

    name: Both
    heading: tuple[Both, ...]  # kingdom, ministry, wilaya, prefecture, commune: from the top down
    place: Both  # "Fait à …"
    crest_svg: str = ""  # empty: a neutral shield is drawn
    country: str = "ma"
    languages: tuple[str, ...] = ("fr", "ar")
    currency: str = "MAD"
    notice: Both | None = None  # printed at the top: "document de démonstration"


@dataclass(frozen=True, kw_only=True)
class RequiredSignature:
    """A signature without which the paper is incomplete."""

    function: str  # a value of accounts.functions.Function
    office: str  # code of the office
    field: str  # name of the signature field in the PDF
    label: Both


@dataclass(frozen=True, kw_only=True)
class Act:
    """What identifies the paper."""

    number: str  # its own number; the file's reference when it has none
    day: date
    code: str  # of verification: /v/<code>
    url: str  # what the QR says
    issuer: Both  # "Le président du conseil communal"
    signatures: tuple[RequiredSignature, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """The case: its reference and the request it rests on."""

    reference: str
    deposited_on: date
    kind: str  # "construire", "lotir" …: chooses the articles
    title: Both  # "permis de construire", "رخصة البناء"
    procedure: str  # code and digest of the pinned procedure
    basis: str = ""  # its legal source, as the pack says it
    receipt_number: str = ""
    round: int = 1


@dataclass(frozen=True, kw_only=True)
class PartyLine:
    """Someone in the case: owner, joint owner, agent, designer."""

    role: Both
    name: str
    name_ar: str = ""
    identity: str = ""  # company register, order number; never printed for a natural person unless given
    address: str = ""

    def named(self, language: str) -> str:
        """The name in that language when known, else the other one."""
        return self.name_ar if language == "ar" and self.name_ar else self.name


@dataclass(frozen=True, kw_only=True)
class FactLine:
    """A declared fact, as a label and a value already written."""

    label: Both
    value: str
    value_ar: str = ""


@dataclass(frozen=True, kw_only=True)
class Land:
    """The land of the project."""

    reference: str  # land title or requisition
    address: Both
    area: Decimal | None = None  # m²
    zoning: Both | None = None
    subdivision: str = ""


@dataclass(frozen=True, kw_only=True)
class Project:
    """What is asked, by whom, where."""

    subject: Both  # "un immeuble R+4 de 12 logements …"
    owners: tuple[PartyLine, ...]
    land: Land
    designers: tuple[PartyLine, ...] = ()
    facts: tuple[FactLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PieceLine:
    """A piece received, by its name, file and fingerprint."""

    name: Both
    file: str
    sha256: str
    received_on: date | None = None
    version: int = 1

    @property
    def fingerprint(self) -> str:
        """The first sixteen digits of the SHA-256, in fours: enough to compare by eye."""
        return " ".join(self.sha256[at : at + 4] for at in range(0, 16, 4))


@dataclass(frozen=True, kw_only=True)
class MissingPiece:
    """A piece asked for, and why."""

    name: Both
    reason: str = ""
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class LimitLine:
    """A limit that runs: its length and end, or neither when the texts do not say."""

    label: Both
    length: Both | None = None
    ends_on: date | None = None
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class Reserve:
    """A reserve of a member of the commission."""

    text: str
    article: str = ""
    severity: Both | None = None
    status: Both | None = None


@dataclass(frozen=True, kw_only=True)
class OpinionBlock:
    """The opinion of one member. ``opinion`` is a value named in ``labels.OPINIONS``, empty: none given."""

    seat: Both
    office: Both
    function: Both
    opinion: str
    binding: bool = False
    consultative: bool = False
    observations: str = ""
    reserves: tuple[Reserve, ...] = ()
    given_on: date | None = None
    round: int = 1
    late: bool = False
    proof: str = ""  # reference of the electronic signature or of the journal row


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """A member called to the sitting."""

    office: Both
    function: Both
    present: bool
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class HistoryLine:
    """A step of the file before the sitting."""

    day: date
    text: Both


@dataclass(frozen=True, kw_only=True)
class PlanningDocument:
    """The planning document in force on the land, and its state."""

    name: Both
    state: Both


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A condition of the permit, come from a reserve."""

    text: str
    article: str = ""
    seat: Both | None = None


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A ground of refusal, with its article and the remarks that bear it out."""

    text: Both
    article: str
    remarks: str = ""


@dataclass(frozen=True, kw_only=True)
class FeeLine:
    """One fee: base × rate, rounding, doubled part, exemption, amount."""

    label: Both
    basis: str
    amount: Decimal
    base: Decimal | None = None  # m², before rounding; None: a fixed sum
    counted: Decimal | None = None  # m², after rounding up
    rate: Decimal | None = None  # per m²
    doubled: Decimal | None = None  # m² counted twice, after rounding up
    days: int | None = None
    exemption: Both | None = None
