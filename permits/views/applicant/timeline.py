"""What happened to a file, from its journal, as its applicant may read it: offices, no officials' names."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.models import Office
from permits.parts import Moment
from permits.views.applicant.wording import piece_title
from workflows.access import APPLICANT
from workflows.lifecycle import State
from workflows.models import Case, JournalEntry
from workflows.registry import action_named

#: Acts of the inner life of an office: the applicant learns their effect, not their making.
INNER = frozenset(
    {
        "declare",
        "recuse",
        "repin",
        "recount",
        "remind",
        "note_lateness",
        "escalate",
        "judge_piece",
        "draft_decision",
        "return_decision",
        "begin_signature",
        "conclude_round",
        "countersign",
        "pass_over",
    }
)


def moments_of(case: Case) -> list[Moment]:
    """Newest first. Two queries."""
    rows = JournalEntry.objects.filter(case=case, subject="case").exclude(action__in=INNER)
    entries = list(rows.exclude(to_state=State.DRAFT).order_by("-seq").select_related("body"))
    codes = {entry.office for entry in entries if entry.office}
    offices = {office.code: office.name for office in Office.objects.filter(code__in=codes)}
    return [
        Moment(_title(entry), entry.effective_on, _who(entry, offices), _text(case, entry))
        for entry in entries
    ]


def _title(entry: JournalEntry) -> str:
    action = action_named(entry.action)
    return str(action.label) if action else entry.action.replace("_", " ")


def _who(entry: JournalEntry, offices: dict[str, str]) -> str:
    if entry.office:
        return offices.get(entry.office, entry.office)
    if entry.function == APPLICANT:
        return _("The applicant")
    return _("By the law, on its date")


def _text(case: Case, entry: JournalEntry) -> str:
    """What the act said that concerns the applicant; nothing where it was erased."""
    body = getattr(entry, "body", None)
    said = body.payload if body is not None and isinstance(body.payload, dict) else {}
    if entry.action == "request_amendments":
        return "; ".join(str(item) for item in said.get("items", ()))
    if entry.action == "request_pieces":
        asked = [one for one in said.get("pieces", ()) if isinstance(one, dict)]
        return "; ".join(f"{piece_title(case.rules, one['piece'])} – {one['reason']}" for one in asked)
    if entry.action == "hand_in":
        return piece_title(case.rules, str(said.get("piece", "")))
    if entry.action == "resubmit":
        return str(said.get("message", ""))
    if entry.action in ("declare_inadmissible", "withdraw", "refer"):
        return str(said.get("reason", ""))
    return ""
