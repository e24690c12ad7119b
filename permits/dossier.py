"""What the domain tells the engine of a case: gathered under the lock, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Profession
from permits.fees import RateUnknown, outstanding, work_out
from permits.lifecycle import ALIVE
from permits.models import (
    Application,
    Decision,
    DecisionState,
    Party,
    PartyRole,
    Permit,
    PieceFile,
    PieceStatus,
)
from workflows import ruling
from workflows.facts import Dossier, PermitFacts
from workflows.legaltime import today
from workflows.models import Case
from workflows.procedures.grammar import Phase, PieceSpec, Procedure, Text
from workflows.procedures.values import missing_facts

BY_PIECE = Mapping[str, list[PieceFile]]


def dossier_of(case: Case) -> Dossier:
    """The dossier of a locked case."""
    application = Application.objects.filter(case=case).first()
    rules = case.rules or ruling.candidate(case, today())[0]
    if application is None or rules is None:
        return Dossier()
    pieces = _current(application)
    parties = list(application.parties.filter(ended_on__isnull=True).select_related("user"))
    decision = Decision.objects.filter(case=case).exclude(state=DecisionState.VOID).first()
    base = Dossier(
        missing_main=_missing(rules, case, pieces, ("deposit",), "main"),
        rejected=_names(rules, (name for name, files in pieces.items() if _rejected(files))),
        requested_missing=_requested(rules, case, pieces),
        missing_after_favourable=_missing(rules, case, pieces, ("after_favourable",), "main"),
        missing_facts=tuple(_label(spec.text) for spec in missing_facts(rules.facts, case.facts)),
        unchanged_since_request=not any(
            file.round == case.round + 1 for files in pieces.values() for file in files
        ),
        designer_problem=_designer_problem(rules, case, parties),
        parties_problem=_parties_problem(application, parties),
        permit=_permit(rules, case, pieces),
    )
    return _with_draft(base, rules, case, decision)


def _current(application: Application) -> BY_PIECE:
    grouped: dict[str, list[PieceFile]] = defaultdict(list)
    for file in application.pieces.filter(current=True):
        grouped[file.piece].append(file)
    return grouped


def _rejected(files: Iterable[PieceFile]) -> bool:
    return any(file.status == PieceStatus.REJECTED for file in files)


def _names(rules: Procedure, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(_label(spec.text) if (spec := rules.piece(name)) else name for name in names)


def _label(text: Text) -> str:
    return text.in_language(get_language() or "fr")


def _missing(
    rules: Procedure, case: Case, pieces: BY_PIECE, due: tuple[str, ...], category: str
) -> tuple[str, ...]:
    asked = [spec for spec in rules.pieces_due(case.facts, *due) if spec.category == category]
    return _names(rules, (spec.name for spec in asked if not pieces.get(spec.name)))


def _requested(rules: Procedure, case: Case, pieces: BY_PIECE) -> tuple[str, ...]:
    """Requested pieces that did not come, or came and were not good."""
    wanted = [entry["piece"] for entry in case.requested_pieces]
    return _names(rules, (name for name in wanted if not pieces.get(name) or _rejected(pieces[name])))


def _designer_problem(rules: Procedure, case: Case, parties: list[Party]) -> str:
    """The architect is compulsory where the law says so (loi 12-90 art. 50), and must be on the roll."""
    rule = rules.designer
    if rule is None or (rule.when is not None and not rule.when.holds(case.facts)):
        return ""
    role = PartyRole.DESIGNER if rule.profession == "architect" else PartyRole.SURVEYOR
    designers = [party for party in parties if party.role == role]
    if not designers:
        return _("This project needs: %(who)s.") % {"who": Profession(rule.profession).label}
    users = [party.user for party in designers if party.user is not None]
    for user in users:
        if user.professions.filter(profession=rule.profession, checked_on__isnull=False).exists():
            return ""
    return _("The designer's entry in the roll of the order has not been checked by the desk yet.")


def _parties_problem(application: Application, parties: list[Party]) -> str:
    if not any(party.role == PartyRole.OWNER for party in parties):
        return _("Name the owner of the project.")
    if not application.object_fr and not application.object_ar:
        return _("Describe the object of the project.")
    if not application.parcels.exists():
        return _("Give the land reference of at least one parcel.")
    return ""


def _with_draft(base: Dossier, rules: Procedure, case: Case, decision: Decision | None) -> Dossier:
    """The dossier with the decision that is being prepared, and whose turn it is to sign."""
    if decision is None or decision.state == DecisionState.SIGNED:
        return base
    chain = rules.signatures
    before_last = chain[: len(chain) - 1][decision.chain_done :]
    turn = before_last[0] if before_last else None  # the last link is whoever decides this case
    place = _place(case, turn.function.value, turn.office) if turn else (case.decider, case.authority_id)
    return replace(
        base,
        draft_kind=decision.kind,
        draft_problems=_fee_problems(rules, case) if decision.kind == Decision.Kind.GRANT else (),
        paper_ready=decision.unsigned_id is not None,
        signing=decision.begun,
        signatory=place,
    )


def _fee_problems(rules: Procedure, case: Case) -> tuple[str, ...]:
    """A grant makes its fees known: the rates must be set before it is sent to signature."""
    if not rules.has(Phase.PAYMENT):
        return ()
    try:
        work_out(rules, case.facts, case.commune)
    except RateUnknown as error:
        return (str(error),)
    return ()


def _place(case: Case, function: str, office: str) -> tuple[str, int]:
    """The function and office of a link of the chain; the last decider may have been substituted."""
    if office == "authority":
        return function, case.authority_id
    row = case.consultations.filter(seat=office).order_by("-round").first()
    return function, row.office_id if row else case.authority_id


def _permit(rules: Procedure, case: Case, pieces: BY_PIECE) -> PermitFacts | None:
    permit = Permit.objects.filter(case=case).first()
    if permit is None:
        return None
    alive = permit.state in ALIVE
    return PermitFacts(
        id=permit.pk,
        state=permit.state,
        fees_settled=not alive or outstanding(permit) <= 0,
        missing_before_delivery=_before_delivery(rules, case, pieces),
    )


def _before_delivery(rules: Procedure, case: Case, pieces: BY_PIECE) -> tuple[str, ...]:
    specs: tuple[PieceSpec, ...] = rules.pieces_due(case.facts, "before_delivery")
    return _names(
        rules, (spec.name for spec in specs if spec.category == "main" and not pieces.get(spec.name))
    )
