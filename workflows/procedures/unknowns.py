"""What a procedure does not know: shown as such, it starts no automatic outcome, and the desk is told."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.procedures.grammar import Procedure, Text

UNKNOWN = "unknown"
SILENCE = Text(
    fr="Effet du silence de l'administration",
    ar="أثر سكوت الإدارة",
    en="Effect of the silence of the administration",
)
ROUNDS = Text(
    fr="Sièges consultés à nouveau après modification",
    ar="الأعضاء المستشارون من جديد بعد التعديل",
    en="Seats asked again after amendments",
)
LAPSE = Text(
    fr="Effet du dépassement du délai : {fr}",
    ar="أثر تجاوز الأجل: {ar}",
    en="Effect of the limit passing: {en}",
)


def unknowns(rules: Procedure) -> tuple[Text, ...]:
    """The rules that the texts read do not give, each as a short text."""
    return tuple(_all(rules))


def _all(rules: Procedure) -> Iterator[Text]:
    if rules.silence.effect == UNKNOWN:
        yield SILENCE
    if rules.rounds is not None and rules.rounds.again == UNKNOWN:
        yield ROUNDS
    for clock in rules.clocks:
        if clock.limit == UNKNOWN:
            yield clock.text
    for seat in rules.seats:
        if seat.on_lapse == UNKNOWN:
            names = seat.text.model_dump()
            yield Text(**{tongue: getattr(LAPSE, tongue).format(**names) for tongue in names})
