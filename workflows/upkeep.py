"""What the beat and the outbox ask of the engine: reminders, and limits counted over a new calendar."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from accounts.models import Office
from workflows import clocks, engine, legaltime, outbox
from workflows.effects import effect
from workflows.models import CalendarDay
from workflows.recompute import cases_to_recompute, offices_concerned

log = logging.getLogger(__name__)


def remind_all(most: int = 500) -> int:
    """Remind of every limit whose reminder is due; how many cases were."""
    cases = clocks.to_remind(legaltime.today()).values_list("case_id", flat=True).distinct()[:most]
    return _each(list(cases), "remind")


def calendar_changed(day: CalendarDay) -> None:
    """Queue the recount of every office that the decision concerns, in the decision's transaction."""
    for office in offices_concerned(day):
        stamp = legaltime.today().isoformat()
        outbox.enqueue(
            "recount_limits", key=f"recount:{office.pk}:{day.pk}:{day.revision}:{stamp}", office_id=office.pk
        )


@effect("recount_limits")
def recount_limits(office_id: int) -> None:
    """Count again the running limits of an office, case by case, each under its own lock."""
    _each(cases_to_recompute(Office.objects.get(pk=office_id)), "recount")


def _each(cases: Iterable[int], action: str) -> int:
    done = 0
    for case_id in cases:
        try:
            engine.perform(case_id, action, None)
            done += 1
        except Exception:
            log.exception("%s failed on case %s", action, case_id)
    return done
