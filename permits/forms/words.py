"""Labels and hints of the forms, by act and field: one dictionary, the act's own word first."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Said = str | Promise
REASON = _("Reason")

LITERALS: dict[Any, Said] = {
    "grant": _("Grant the permit"),
    "refusal": _("Refuse the permit"),
}

ADDING: dict[str, Said] = {
    "reserves": _("Add a reserve"),
    "grounds": _("Add a ground"),
    "conditions": _("Add a condition"),
    "items": _("Add an amendment"),
}

WORDS: dict[str, tuple[Said, Said]] = {
    "reason": (REASON, _("In words that the reader of the file will understand.")),
    "recuse.reason": (_("Why you step back"), _("You will not be able to act on this case any more.")),
    "refer.reason": (_("Why another authority is competent"), ""),
    "declare_inadmissible.reason": (
        _("Why the file is inadmissible"),
        _("Name the main piece that is lacking."),
    ),
    "return_decision.reason": (_("What is to be changed"), _("The desk reads this word.")),
    "pass_over.reason": (_("Why the review goes on without this seat"), ""),
    "invite_expert.reason": (_("What the expert is asked"), ""),
    "office": (_("Office"), ""),
    "seat": (_("Seat"), ""),
    "clock": (_("Limit"), ""),
    "track": (_("Category of the project"), ""),
    "value": (_("Opinion"), ""),
    "text": (_("Observations"), _("An unfavourable or adjourned opinion needs its reasons.")),
    "reserves": (_("Reserves"), _("Each with its article. Leave empty if there is none.")),
    "reserves.text": (_("Text of the reserve"), ""),
    "reserves.article": (_("Article"), ""),
    "reserves.severity": (_("Severity"), ""),
    "sitting": (_("Sitting"), ""),
    "remarks": (_("Remarks of the minutes"), ""),
    "kind": (_("Decision"), ""),
    "conditions": (_("Conditions"), _("What the holder of the permit has to do.")),
    "conditions.text": (_("Condition"), ""),
    "departure": (
        _("Why the decision departs from an opinion"),
        _("Needed when the decision grants against an unfavourable opinion."),
    ),
    "consent": (_("I have read the act and I sign it"), ""),
    "until": (_("Deferred until"), ""),
    "defer.article": (_("Article that allows the deferral"), ""),
    "items": (_("Amendments asked for"), ""),
    "items.text": (_("What is to be amended"), ""),
    "proof": (_("Proof"), _("For example: registered letter and its receipt, hand-over against signature.")),
    "lift_reserve.proof": (_("What proves that the reserve is met"), ""),
    "reserve": (_("Reserve"), ""),
    "amount": (_("Amount"), ""),
    "receipt": (_("Receipt number"), ""),
    "payment": (_("Payment or exemption"), ""),
    "act": (_("Number of the new act"), ""),
    "was": (_("What was written"), ""),
    "should_be": (_("What should have been written"), ""),
    "version": (_("File"), _("PDF, 50 MB at most.")),
    "hand_in.version": (_("File"), _("In a format that this piece accepts, 50 MB at most.")),
    "piece": (_("Piece"), ""),
    "place_of_original": (_("Where the signed original is kept"), ""),
    "party": (_("Who leaves"), ""),
    "role": (_("As what"), ""),
    "name_fr": (_("Name (Latin script)"), ""),
    "name_ar": (_("Name (Arabic script)"), ""),
    "is_company": (_("A company"), ""),
    "identity": (_("Identity or register number"), ""),
    "address": (_("Address"), ""),
    "email": (_("E-mail"), ""),
    "phone": (_("Phone"), ""),
    "account": (_("Address of the account"), _("If this person is to see the file.")),
    "may_act": (_("Acts for the applicant"), ""),
    "mandate_text": (_("Mandate"), _("An agent shows a mandate.")),
}


def of(action: str, field: str) -> tuple[Said, Said]:
    """Label and hint of a field; its own name where nobody wrote one."""
    return WORDS.get(f"{action}.{field}") or WORDS.get(field) or (field, "")


def literal(value: Any) -> Said:
    """What a closed choice is called."""
    return LITERALS.get(value, str(value))


def adding(name: str) -> Said:
    """The button that adds a row."""
    return ADDING.get(name, _("Add a row"))
