"""Every date explains itself: why a limit ends on that day, in fr, ar or en.

Reads only the clock, which keeps the rule and the ledger that were used: no query.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflows import legaltime
from workflows.explaintexts import CONFIDENCE, EFFECTS, SENTENCES
from workflows.ledger import Line, LineKind
from workflows.models.clock import Clock, ClockState
from workflows.phrases import in_words, length
from workflows.procedures.grammar import Basis, Unit

ISOLATE, END = "\u2066", "\u2069"  # a reference in Latin script inside Arabic keeps its order
SEPARATOR = {"fr": " ; ", "ar": "؛ ", "en": "; "}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why that day. ``days_left`` is below zero when overdue, None when no limit runs."""

    sentence: str
    lines: tuple[str, ...]
    days_left: int | None


def explain(clock: Clock, language: str, on: date | None = None) -> Explanation:
    """The sentence and the ledger of a clock as seen on a legal day (default: today).

    Any language but ``ar`` and ``en`` is answered in French.
    """
    tongue = language[:2] if language[:2] in SENTENCES else "fr"
    left = _days_left(clock, on or legaltime.today())
    lines = _lines(clock, tongue)
    parts = [*lines, *_effect(clock, tongue)]
    head = _head(clock, tongue) + _left(left, tongue)
    colon = " : " if tongue == "fr" else ": "
    sentence = (colon.join([head, SEPARATOR[tongue].join(parts)]) if parts else head) + "."
    return Explanation(_typeset(sentence, tongue), tuple(_typeset(line, tongue) for line in lines), left)


def say_line(line: Line, language: str, basis: Basis) -> str:
    """One line of the ledger."""
    key = line.kind.value
    if line.kind is LineKind.SUSPENDED:
        key = "suspended_for" if line.last else "suspended_now"
    if line.kind is LineKind.ROLLED and line.text is None:
        key = "rolled_on"
    return SENTENCES[language][key].format(
        first=in_words(line.first, language) if line.first else "",
        last=in_words(line.last, language) if line.last else "",
        length=length(line.n, line.unit or Unit.CALENDAR_DAYS, language) if line.n is not None else "",
        name=_name(line, language),
        law=_law(basis, language),
    )


def _head(clock: Clock, language: str) -> str:
    key = str(clock.state)
    if clock.state == ClockState.RUNNING and clock.of_seat:
        key = "running_seat"
    if clock.state == ClockState.STOPPED and clock.due_on:
        key = "stopped_due"
    return SENTENCES[language][key].format(
        label=clock.rule.text.in_language(language),
        due=in_words(clock.due_on, language) if clock.due_on else "",
        stopped=in_words(clock.stopped_on, language) if clock.stopped_on else "",
    )


def _lines(clock: Clock, language: str) -> list[str]:
    """The ledger; the last day itself is in the sentence already."""
    wanted = [line for line in clock.ledger if line.kind is not LineKind.DUE and line.n != 0]
    return [say_line(line, language, clock.rule.basis) for line in wanted]


def _effect(clock: Clock, language: str) -> list[str]:
    """What lateness does, while it can still come or has come; nothing more once the act is done."""
    if clock.state in (ClockState.STOPPED, ClockState.NO_LIMIT):
        return []
    return [EFFECTS[language].get(clock.on_lapse, EFFECTS[language]["unknown"])]


def _days_left(clock: Clock, on: date) -> int | None:
    if clock.state != ClockState.RUNNING or clock.due_on is None:
        return None
    return (clock.due_on - on).days


def _left(left: int | None, language: str) -> str:
    if left is None:
        return ""
    key = "last" if left == 0 else ("left" if left > 0 else "over")
    said = SENTENCES[language][key].format(length=length(abs(left), Unit.CALENDAR_DAYS, language))
    return f" ({said})"


def _law(basis: Basis, language: str) -> str:
    """The legal basis, with how sure it is unless it was read in the primary text."""
    law = f"{ISOLATE}{basis.law}{END}" if language == "ar" else basis.law
    doubt = CONFIDENCE[language].get(basis.confidence.value)
    comma = "، " if language == "ar" else ", "
    return f"{law}{comma}{doubt}" if doubt else law


def _name(line: Line, language: str) -> str:
    if line.text is None:
        return ""
    name = line.text.in_language(language)
    comma = "، " if language == "ar" else ", "
    return f"{name}{comma}{SENTENCES[language]['estimated']}" if line.estimated else name


def _typeset(text: str, language: str) -> str:
    """French puts a space that never breaks before a colon or a semicolon."""
    return text.replace(" :", "\u00a0:").replace(" ;", "\u00a0;") if language == "fr" else text
