"""Why something cannot be done: reasons for people, with codes for machines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a stable code and a sentence in the reader's language."""

    code: str
    text: str

    def __str__(self) -> str:
        return self.text


class WorkflowError(Exception):
    """Root of what the engine refuses; its text can be shown as it is."""


class Refused(WorkflowError, PermissionDenied):
    """The action is refused, for all of these reasons at once."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons: Sequence[Reason] = tuple(reasons)
        super().__init__(" ".join(reason.text for reason in self.reasons))

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the reasons."""
        return frozenset(reason.code for reason in self.reasons)


class NotVisible(WorkflowError, Http404):
    """There is no such case for this person: strangers learn nothing."""
