"""The minutes of the commission (décret 2-13-424 art. 25, annexe 5)."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from permits.models import Application
from permits.papers import contexts
from permits.papers.bidi import direction
from permits.papers.labels import OPINIONS
from permits.papers.words import Both
from permits.writing import opinions, sittings
from permits.writing.frame import frame
from permits.writing.problems import CannotWrite
from permits.writing.project import application_of
from permits.writing.scope import Scope
from permits.writing.texts import either, name
from workflows.models import AgendaItem, Case, JournalEntry

NOT_SAID = Both("non précisé au dossier", "غير محددة في الملف")

#: The steps that the minutes recall.
STEPS = {
    "file": Both("dépôt de la demande", "إيداع الطلب"),
    "classify": Both("classement du projet par décision motivée", "تصنيف المشروع بقرار معلل"),
    "refer": Both("renvoi à l’autorité compétente", "إحالة الملف على السلطة المختصة"),
    "request_pieces": Both("demande de pièces manquantes", "طلب الوثائق الناقصة"),
    "supply_pieces": Both("dépôt des pièces demandées", "إيداع الوثائق المطلوبة"),
    "admit": Both("envoi aux membres de la commission", "إحالة الملف على أعضاء اللجنة"),
    "record_minutes": Both("examen par la commission", "دراسة الملف من طرف اللجنة"),
    "request_amendments": Both("demande de modification des plans", "طلب تعديل التصاميم"),
    "resubmit": Both("dépôt des plans modifiés", "إيداع التصاميم المعدلة"),
}


def minutes(scope: Scope) -> contexts.Minutes:
    """The last sitting that examined the case. Raises ``CannotWrite`` when it has no minutes."""
    case, rules = scope.case, scope.rules
    item = sittings.last_held(case)
    if item is None:
        raise CannotWrite(_("The case has no minutes: record them first."))
    application = application_of(case)
    blocks = opinions.blocks(case, rules, opinions.seats(case, rules, item.round))
    return contexts.Minutes(
        **frame(scope, application, round=item.round),
        held=sittings.moment(item.sitting),
        place=sittings.place(item.sitting),
        chair=sittings.chair(item.sitting),
        opinions=blocks,
        attendance=_attendance(item),
        planning=_planning(application),
        history=_history(case, item),
        result=_result(blocks, item.remarks),
    )


def _attendance(item: AgendaItem) -> tuple[contexts.Attendance, ...]:
    rows = item.attendance.select_related("office").order_by("pk")
    return tuple(
        contexts.Attendance(
            office=name(row.office),
            function=either(row.function_text, "") if row.function_text else opinions.MEMBER,
            present=row.present,
        )
        for row in rows
    )


def _planning(application: Application) -> contexts.PlanningDocument | None:
    """The planning document in force; what follows a dash in its name is its state."""
    said = either(application.planning_fr, application.planning_ar)
    if not said.fr:
        return None
    french, _dash, state = said.fr.partition(" – ")
    arabic, _dash, state_ar = said.ar.partition(" – ")
    return contexts.PlanningDocument(
        name=Both(french, arabic), state=either(state, state_ar) if state or state_ar else NOT_SAID
    )


def _history(case: Case, item: AgendaItem) -> tuple[contexts.HistoryLine, ...]:
    """The steps before these minutes. One query."""
    entries = JournalEntry.objects.filter(case=case, subject="case", action__in=STEPS).order_by("seq")
    lines = []
    for entry in entries:
        if entry.action == "record_minutes" and entry.effective_on == item.minuted_on:
            break
        lines.append(contexts.HistoryLine(day=entry.effective_on, text=STEPS[entry.action]))
    return tuple(lines)


def _result(blocks: tuple[contexts.OpinionBlock, ...], remarks: str) -> Both:
    """How many gave which opinion, then what the commission added, in the language it was typed in."""
    counts = Counter(block.opinion for block in blocks)
    said = [(label, counts[value]) for value, label in OPINIONS.items() if counts[value]]
    french = " ; ".join(f"{label.fr} : {n}" for label, n in said) + "."
    arabic = "؛ ".join(f"{label.ar}: {n}" for label, n in said) + "."
    typed = remarks.strip()
    if typed and direction(typed) == "rtl":
        return Both(french, f"{arabic} {typed}")
    return Both(f"{french} {typed}".strip(), arabic)
