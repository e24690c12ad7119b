"""Everything the rules may look at, gathered once under the lock, then frozen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from accounts.functions import Function
from workflows import ruling
from workflows.consultation import OpinionValue, SeatState
from workflows.procedures.grammar import Procedure

if TYPE_CHECKING:
    from workflows.models import Case, Consultation, Opinion


@dataclass(frozen=True, slots=True)
class PermitFacts:
    """What the engine must know of the permit that came out of the case."""

    id: int
    state: str
    fees_settled: bool
    missing_before_delivery: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the domain above declares of a case. The engine knows these names, not their meaning."""

    missing_main: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    requested_missing: tuple[str, ...] = ()
    missing_after_favourable: tuple[str, ...] = ()
    missing_facts: tuple[str, ...] = ()
    unchanged_since_request: bool = False
    designer_problem: str = ""
    parties_problem: str = ""
    procedure_problem: str = ""
    draft_kind: str = ""  # '', 'grant', 'refusal'
    draft_problems: tuple[str, ...] = ()
    paper_ready: bool = True  # the paper to sign has been rendered
    signing: bool = False  # a signature was begun and has not come back
    signatory: tuple[str, int] | None = None  # function and office whose turn it is to sign
    permit: PermitFacts | None = None


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """One seat in the current round."""

    id: int
    seat: str
    office_id: int
    state: str
    binding: bool
    consultative: bool
    value: str  # '' while nothing was said or deemed
    late: bool
    limited: bool  # its limit is known
    late_counts: bool
    on_lapse: str

    @property
    def settled(self) -> bool:
        """Whether nothing more is awaited from this seat."""
        return self.state != SeatState.REQUESTED


@dataclass(frozen=True, slots=True)
class Facts:
    """A frozen picture of a case on a legal day."""

    state: str
    outcome: str
    on: date
    deposited_on: date | None
    round: int
    pieces_requested: bool
    reviewed: bool
    minuted: bool
    on_agenda: bool
    substitution_open: bool
    attested: bool
    notified: bool
    decider: tuple[str, int]  # the function and the office that decide
    procedure: Procedure | None  # of a draft: the one that would apply if it were filed today
    ruling_problem: str
    seats: tuple[SeatFacts, ...]
    dossier: Dossier

    @property
    def seats_awaited(self) -> tuple[SeatFacts, ...]:
        """Seats that have neither answered, lapsed nor been withdrawn."""
        return tuple(seat for seat in self.seats if not seat.settled)

    @property
    def binding_obstacles(self) -> tuple[SeatFacts, ...]:
        """Binding seats without the favourable opinion that an express permit needs (RGC art. 35)."""
        return tuple(seat for seat in self.seats if seat.binding and not self._favourable(seat))

    @property
    def unfavourable(self) -> tuple[SeatFacts, ...]:
        """Seats with a voice that said no."""
        said_no = (OpinionValue.UNFAVOURABLE, OpinionValue.ADJOURNED)
        return tuple(seat for seat in self.seats if seat.value in said_no and not seat.consultative)

    def _favourable(self, seat: SeatFacts) -> bool:
        if seat.value == OpinionValue.FAVOURABLE:
            return True
        with_reserves = self.procedure is not None and self.procedure.grant_with_reserves is True
        return seat.value == OpinionValue.WITH_RESERVES and with_reserves


DossierProvider = Callable[["Case"], Dossier]
_providers: list[DossierProvider] = []


def provide_dossier(provider: DossierProvider) -> None:
    """Declare, once, who knows the dossier of a case (the domain above, at start)."""
    _providers[:] = [provider]


def gather(case: Case, on: date, consultations: list[Consultation], opinions: dict[int, Opinion]) -> Facts:
    """The facts of a locked case on a legal day."""
    rules, problem = (case.rules, "") if case.rules else ruling.candidate(case, on)
    return Facts(
        state=case.state,
        outcome=case.outcome,
        on=on,
        deposited_on=case.deposited_on,
        round=case.round,
        pieces_requested=case.pieces_requested_on is not None,
        reviewed=case.round > 0 and case.reviewed_round == case.round,
        minuted=case.round > 0 and case.minutes_round == case.round,
        on_agenda=case.agenda_round == case.round and case.round > 0,
        substitution_open=case.substitution_open,
        attested=case.attested_on is not None,
        notified=case.notified_on is not None,
        decider=(case.decider, case.authority_id),
        procedure=rules,
        ruling_problem=problem,
        seats=tuple(_seat(case, row, opinions.get(row.pk)) for row in consultations),
        dossier=_providers[0](case) if _providers else Dossier(),
    )


def _seat(case: Case, row: Consultation, opinion: Opinion | None) -> SeatFacts:
    spec = case.rules.seat(row.seat) if case.rules else None
    return SeatFacts(
        id=row.pk,
        seat=row.seat,
        office_id=row.office_id,
        state=row.state,
        binding=row.binding,
        consultative=row.consultative,
        value=opinion.value if opinion else row.deemed,
        late=row.late,
        limited=row.due_on is not None or row.late,
        late_counts=spec is not None and spec.late_counts is True,
        on_lapse=spec.on_lapse if spec else "unknown",
    )


def function_names(functions: frozenset[str]) -> str:
    """The functions in the reader's language, for 'this is done by …'."""
    labels = dict(Function.choices)
    return ", ".join(str(labels.get(name, name)) for name in sorted(functions))
