"""Models of the engine."""

from workflows.models.access import CaseGroupAccess, CaseUserAccess
from workflows.models.calendar import CalendarDay
from workflows.models.case import Case, Recusal
from workflows.models.clock import Clock, ClockChange, ClockEntry, ClockState
from workflows.models.consultation import Consultation, Opinion, Reserve, ReserveStatus, Severity
from workflows.models.journal import JournalEntry, JournalPayload
from workflows.models.numbers import NumberSeries
from workflows.models.outbox import Job, JobState
from workflows.models.procedure import ProcedureVersion
from workflows.models.sitting import AgendaItem, Attendance, Sitting, SittingState

__all__ = [
    "AgendaItem",
    "Attendance",
    "CalendarDay",
    "Case",
    "CaseGroupAccess",
    "CaseUserAccess",
    "Clock",
    "ClockChange",
    "ClockEntry",
    "ClockState",
    "Consultation",
    "Job",
    "JobState",
    "JournalEntry",
    "JournalPayload",
    "NumberSeries",
    "Opinion",
    "ProcedureVersion",
    "Recusal",
    "Reserve",
    "ReserveStatus",
    "Severity",
    "Sitting",
    "SittingState",
]
