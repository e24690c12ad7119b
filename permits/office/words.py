"""Words that several pages of officials share."""

from __future__ import annotations

from django.utils.translation import get_language

from permits.models import Application
from workflows.consultation import OpinionValue
from workflows.explaintexts import SENTENCES
from workflows.lifecycle import Outcome, State
from workflows.models import Case, Consultation
from workflows.phrases import length
from workflows.procedures.grammar import Text, Unit

TONE_OF_STATE = {
    State.DRAFT: "",
    State.INCOMPLETE: "warn",
    State.AMENDING: "warn",
    State.DEFERRED: "warn",
    State.CLOSED: "",
}
TONE_OF_OUTCOME = {Outcome.GRANTED: "good", Outcome.DEEMED_GRANTED: "good"}
TONE_OF_OPINION = {
    OpinionValue.FAVOURABLE: "good",
    OpinionValue.WITH_RESERVES: "warn",
    OpinionValue.UNFAVOURABLE: "bad",
    OpinionValue.ADJOURNED: "warn",
}


def language() -> str:
    """The language of the page: ``fr``, ``ar`` or ``en``."""
    tongue = (get_language() or "fr")[:2]
    return tongue if tongue in SENTENCES else "fr"


def said(text: Text) -> str:
    """A text of a pack, in the language of the page."""
    return text.in_language(language())


def days_left(days: int) -> str:
    """« 3 jours restants », « dernier jour », « dépassé de 2 jours »."""
    key = "last" if days == 0 else ("left" if days > 0 else "over")
    tongue = language()
    return SENTENCES[tongue][key].format(length=length(abs(days), Unit.CALENDAR_DAYS, tongue))


def state_of(case: Case) -> tuple[str, str]:
    """Where the case stands, in words, and the tone of its tag."""
    if case.state == State.CLOSED:
        return str(case.get_outcome_display()), TONE_OF_OUTCOME.get(Outcome(case.outcome), "bad")
    return str(case.get_state_display()), TONE_OF_STATE.get(State(case.state), "now")


def procedure_of(case: Case) -> str:
    """What is asked for."""
    return said(case.rules.title) if case.rules else case.kind


def track_of(case: Case) -> str:
    """On which track it is, where the procedure has several."""
    return said(case.rules.track_title) if case.rules and case.rules.track_title else ""


def object_of(application: Application | None) -> str:
    """The object of the project, in the language of the page if it was given in it."""
    if application is None:
        return ""
    french, arabic = application.object_fr, application.object_ar
    return (arabic or french) if language() == "ar" else (french or arabic)


def seat_name(case: Case, seat: str, row: Consultation | None = None) -> str:
    """What the pack calls a seat; an invited expert is called by its office."""
    spec = case.rules.seat(seat) if case.rules else None
    if spec is not None:
        return said(spec.text)
    return row.office.name if row else seat


def piece_name(case: Case, piece: str) -> str:
    """What the pack calls a piece."""
    spec = case.rules.piece(piece) if case.rules else None
    return said(spec.text) if spec else piece
