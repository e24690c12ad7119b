"""What can be chosen in a form, read from the case; and what stands in a form before anybody types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Office
from permits.catalogue import tracks_of
from permits.fees import outstanding
from permits.forms.scene import Scene
from permits.models import PaymentKind
from permits.office.words import said, seat_name
from workflows.commission import committee_for
from workflows.consultation import SeatState
from workflows.models import Reserve, ReserveStatus, Sitting
from workflows.procedures.grammar import ClockSpec

Options = list[tuple[str, str]]


def _awaited(scene: Scene) -> Options:
    rows = [row for row in scene.my_seats if row.state in (SeatState.REQUESTED, SeatState.LAPSED)]
    return [(row.seat, seat_name(scene.case, row.seat, row)) for row in rows]


def _answered(scene: Scene) -> Options:
    rows = [row for row in scene.my_seats if row.state == SeatState.ANSWERED]
    return [(row.seat, seat_name(scene.case, row.seat, row)) for row in rows]


def _still_awaited(scene: Scene) -> Options:
    rows = [row for row in scene.seats if row.state == SeatState.REQUESTED]
    return [(row.seat, seat_name(scene.case, row.seat, row)) for row in rows]


def _sittings(scene: Scene) -> Options:
    case = scene.case
    committee = committee_for(case.commune, scene.rules, scene.day) if scene.rules else None
    offices = [case.commune_id, *([committee.pk] if committee else [])]
    rows = Sitting.objects.filter(office__in=offices, on__gte=scene.day).select_related("office")
    return [(str(row.pk), f"{date_format(row.on, 'DATE_FORMAT')} – {row.office.name}") for row in rows[:30]]


def _living_offices(scene: Scene) -> Any:
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=scene.day)
    offices = Office.objects.filter(lasting, country=scene.case.country, valid_from__lte=scene.day)
    return offices.exclude(pk=scene.case.commune_id)


def _competent(scene: Scene) -> Options:
    kinds = [kind.value for kind in scene.rules.competent] if scene.rules else []
    return [(row.code, row.name) for row in _living_offices(scene).filter(kind__in=kinds)]


def _experts(scene: Scene) -> Options:
    asked = [row.office_id for row in scene.seats]
    return [(row.code, row.name) for row in _living_offices(scene).exclude(pk__in=asked)]


def _tracks(scene: Scene) -> Options:
    tracks = tracks_of(scene.case.country, scene.case.kind, scene.case.deposited_on or scene.day)
    return [(rules.track, said(rules.track_title or rules.title)) for rules in tracks]


def _clocks(scene: Scene) -> Options:
    rules = [(clock, clock.rule) for clock in scene.case.clocks.open().filter(consultation=None)]
    longer = [(c, r) for c, r in rules if isinstance(r, ClockSpec) and len(r.extensions) > c.extended]
    return [(clock.name, said(rule.text)) for clock, rule in longer]


def _reserves(scene: Scene) -> Options:
    rows = Reserve.objects.filter(opinion__consultation__in=scene.my_seats, opinion__current=True).exclude(
        status=ReserveStatus.LIFTED
    )
    return [(str(row.pk), f"{row.text[:120]} – {row.article}") for row in rows]


def _payments(scene: Scene) -> Options:
    rows = scene.case.permit.payments.filter(reversal__isnull=True).exclude(kind=PaymentKind.REVERSAL)
    return [
        (str(row.pk), f"{row.get_kind_display()} {row.amount} – {row.receipt or row.reason}") for row in rows
    ]


def _files(scene: Scene) -> Options:
    rows = scene.case.application.pieces.filter(current=True).select_related("version")
    return [(str(row.pk), row.version.file_name) for row in rows]


def _pieces(scene: Scene) -> Options:
    return [(spec.name, said(spec.text)) for spec in scene.rules.pieces] if scene.rules else []


def _parties(scene: Scene) -> Options:
    rows = scene.case.application.parties.filter(ended_on=None)
    return [(str(row.pk), f"{row.name_fr} – {row.get_role_display()}") for row in rows]


CHOICES: Mapping[str, Callable[[Scene], Options]] = {
    "give_opinion.seat": _awaited,
    "correct_opinion.seat": _answered,
    "withdraw_opinion.seat": _answered,
    "pass_over.seat": _still_awaited,
    "sitting": _sittings,
    "refer.office": _competent,
    "invite_expert.office": _experts,
    "track": _tracks,
    "clock": _clocks,
    "reserve": _reserves,
    "payment": _payments,
    "party": _parties,
    "file": _files,
    "hand_in.piece": _pieces,
}


def first(options: Options, scene: Scene) -> str | None:
    """What stands chosen: the seat of the address, or the only choice there is."""
    keys = [str(key) for key, _label in options if key]
    if scene.seat in keys:
        return scene.seat
    return keys[0] if len(keys) == 1 else None


def initial(action: str, field: str, scene: Scene) -> Any:
    """What stands in a field: the amount due, the draft or the opinion that is changed."""
    if field == "amount" and getattr(scene.case, "permit", None):
        return outstanding(scene.case.permit)
    if action == "draft_decision" and scene.draft is not None:
        return getattr(scene.draft, field, None)
    if action == "correct_opinion" and field in ("value", "text"):
        opinion = _corrected(scene)
        return getattr(opinion, field) if opinion else None
    return None


def first_rows(action: str, field: str, scene: Scene) -> Sequence[Mapping[str, Any]]:
    """The rows that stand in a form."""
    if action == "draft_decision" and field == "conditions" and scene.draft is not None:
        return [{"text": condition} for condition in scene.draft.conditions]
    if action == "correct_opinion" and field == "reserves" and (opinion := _corrected(scene)):
        rows = opinion.reserves.all()
        return [{"text": row.text, "article": row.article, "severity": row.severity} for row in rows]
    return ()


def _corrected(scene: Scene) -> Any:
    rows = [row for row in scene.my_seats if row.state == SeatState.ANSWERED]
    chosen = [row for row in rows if row.seat == scene.seat] or (rows if len(rows) == 1 else [])
    return scene.opinion_of(chosen[0]) if chosen else None


def no_choice(name: str, found: Options) -> str:
    """What is said where nothing can be chosen."""
    if found:
        return ""
    texts = {
        "sitting": _("No sitting is planned: plan one first."),
        "clock": _("No limit of this file can be extended."),
        "reserve": _("Your seats have no open reserve on this file."),
    }
    return texts.get(name, _("There is nothing to choose from."))
