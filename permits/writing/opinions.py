"""What each seat said, with its reserves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Prefetch

from accounts.functions import Function
from permits.papers import words
from permits.papers.contexts import Condition, OpinionBlock
from permits.papers.contexts import Reserve as ReserveLine
from permits.papers.words import Both
from permits.writing.texts import both, choice, heading, name
from workflows.consultation import OpinionValue, SeatState
from workflows.models import Case, Consultation, JournalEntry, Opinion, Reserve, ReserveStatus, Severity
from workflows.procedures.grammar import Procedure

#: The names that the papers give to the values of an opinion.
VALUES = {
    OpinionValue.FAVOURABLE.value: "favourable",
    OpinionValue.WITH_RESERVES.value: "favourable_with_reserves",
    OpinionValue.UNFAVOURABLE.value: "unfavourable",
    OpinionValue.ADJOURNED.value: "adjourned",
}
CALLING_FOR_CHANGES = ("favourable_with_reserves", "unfavourable", "adjourned")
MEMBER = Both("Représentant habilité", "الممثل المفوض")
NEVER_GIVEN = "Avis réputé rendu : délai écoulé le {fr}. – رأي ضمني: انصرم الأجل بتاريخ {ar}."

Signed = Mapping[tuple[str, int], JournalEntry]


def seats(case: Case, rules: Procedure, up_to: int | None = None) -> list[Consultation]:
    """The last request to each seat, in the order of the pack, with its opinion. Three queries.

    Requests called off are left out. ``up_to``: as it stood at the end of that round.
    """
    rows = Consultation.objects.filter(case=case).exclude(state=SeatState.WITHDRAWN)
    if up_to is not None:
        rows = rows.filter(round__lte=up_to)
    given = Opinion.objects.filter(current=True).prefetch_related("reserves")
    last = rows.order_by("seat", "-round").distinct("seat").select_related("office")
    order = {seat.name: rank for rank, seat in enumerate(rules.seats)}
    found = last.prefetch_related(Prefetch("opinions", queryset=given, to_attr="counting"))
    return sorted(found, key=lambda row: (order.get(row.seat, len(order)), row.seat))


def blocks(
    case: Case, rules: Procedure, rows: Iterable[Consultation], *, lifted: bool = True
) -> tuple[OpinionBlock, ...]:
    """One block per seat, with or without the reserves already ``lifted``.

    One query, for the rows of the journal that prove the opinions.
    """
    signed = _signed(case)
    return tuple(_block(row, rules, signed, lifted=lifted) for row in rows)


def conditions(rules: Procedure, rows: Iterable[Consultation]) -> Iterator[Condition]:
    """The reserves that a grant turns into conditions.

    Those still to be lifted of the opinions favourable with reserves; a consultative voice binds nobody.
    """
    for row in rows:
        opinion = _opinion(row)
        if opinion is None or row.consultative or opinion.value != OpinionValue.WITH_RESERVES:
            continue
        for reserve in _reserves(opinion, lifted=False):
            yield Condition(text=reserve.text, article=reserve.article, seat=seat_name(row, rules))


def seat_name(row: Consultation, rules: Procedure) -> Both:
    """What the pack calls the seat; the office's name when the pack does not know it."""
    spec = rules.seat(row.seat)
    return both(spec.text) if spec else name(row.office)


def _block(row: Consultation, rules: Procedure, signed: Signed, *, lifted: bool) -> OpinionBlock:
    opinion = _opinion(row)
    entry = signed.get((row.seat, row.round)) if opinion else None
    return OpinionBlock(
        seat=seat_name(row, rules),
        office=name(row.office),
        function=_function(entry),
        opinion=VALUES.get(opinion.value if opinion else row.deemed, ""),
        binding=row.binding,
        consultative=row.consultative,
        observations=opinion.text if opinion else _deemed(row),
        reserves=tuple(_reserve(one) for one in _reserves(opinion, lifted=lifted)) if opinion else (),
        given_on=opinion.given_on if opinion else None,
        round=row.round,
        late=row.late,
        proof=f"J-{entry.seq:06d}/{entry.hash[:8]}" if entry else "",
    )


def _opinion(row: Consultation) -> Opinion | None:
    counting: list[Opinion] = getattr(row, "counting", [])
    return counting[0] if counting else None


def _reserves(opinion: Opinion, *, lifted: bool) -> list[Reserve]:
    rows = sorted(opinion.reserves.all(), key=lambda reserve: reserve.position)
    return [row for row in rows if lifted or row.status != ReserveStatus.LIFTED]


def _reserve(reserve: Reserve) -> ReserveLine:
    return ReserveLine(
        text=reserve.text,
        article=reserve.article,
        severity=choice(Severity(reserve.severity).label),
        status=choice(ReserveStatus(reserve.status).label),
    )


def _deemed(row: Consultation) -> str:
    """Why an opinion that nobody wrote counts."""
    if not row.deemed or row.settled_on is None:
        return ""
    return NEVER_GIVEN.format(fr=words.day(row.settled_on, "fr"), ar=words.day(row.settled_on, "ar"))


def _function(entry: JournalEntry | None) -> Both:
    """In which function the opinion was given, as the journal has it."""
    return heading(Function(entry.function).label) if entry and entry.function in Function.values else MEMBER


def _signed(case: Case) -> Signed:
    """The last row of the journal for the opinion of each seat and round."""
    rows = JournalEntry.objects.filter(
        case=case, subject="case", action__in=["give_opinion", "correct_opinion"]
    ).select_related("body")
    found = {}
    for entry in rows.order_by("seq"):
        body = getattr(entry, "body", None)
        said = body.payload if body is not None else None
        if isinstance(said, dict) and "seat" in said and "round" in said:
            found[(str(said["seat"]), int(said["round"]))] = entry
    return found
