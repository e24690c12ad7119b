"""The lifecycle of a case: every state and every move, as one table under test.

Kinds, tracks, limits and seats are data (``procedures/``); these few states and moves are
law common to all, so they are code. Only ``workflows.engine`` calls the methods below.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import RETURN_VALUE, FSMField, FSMModelMixin, transition


class State(models.TextChoices):
    """Where a case stands."""

    DRAFT = "draft", _("draft")
    FILED = "filed", _("filed")
    INCOMPLETE = "incomplete", _("incomplete")
    IN_REVIEW = "in_review", _("in review")
    AMENDING = "amending", _("amendments awaited")
    DECIDING = "deciding", _("decision being prepared")
    SIGNING = "signing", _("awaiting signature")
    DEFERRED = "deferred", _("decision deferred")
    CLOSED = "closed", _("closed")


class Outcome(models.TextChoices):
    """How a closed case ended."""

    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    INADMISSIBLE = "inadmissible", _("inadmissible")
    WITHDRAWN = "withdrawn", pgettext_lazy("outcome", "withdrawn")
    DEEMED_GRANTED = "deemed_granted", _("deemed granted")
    DEEMED_REFUSED = "deemed_refused", _("deemed refused")


OPEN = (
    State.FILED,
    State.INCOMPLETE,
    State.IN_REVIEW,
    State.AMENDING,
    State.DECIDING,
    State.SIGNING,
    State.DEFERRED,
)
SILENT = (State.FILED, State.IN_REVIEW, State.AMENDING, State.DECIDING, State.SIGNING)


class Lifecycle(FSMModelMixin, models.Model):
    """The state machine of a case."""

    state = FSMField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT, protected=True)
    outcome = models.CharField(_("outcome"), max_length=15, choices=Outcome.choices, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    deferred_until = models.DateField(_("deferred until"), null=True, blank=True)

    class Meta:
        abstract = True

    @transition(field=state, source=State.DRAFT, target=State.FILED)
    def file(self) -> None:
        """Deposit against a numbered and dated receipt (décret 2-13-424 art. 30, 33)."""

    @transition(field=state, source=[State.FILED, State.IN_REVIEW], target=State.INCOMPLETE)
    def request_pieces(self) -> None:
        """The one request for missing pieces (loi 55-19)."""

    @transition(field=state, source=State.INCOMPLETE, target=RETURN_VALUE(State.FILED, State.IN_REVIEW))
    def supply_pieces(self, *, dispatched: bool) -> str:
        """The pieces came: back to where the request was made."""
        return State.IN_REVIEW if dispatched else State.FILED

    @transition(field=state, source=[State.FILED, State.INCOMPLETE], target=State.CLOSED)
    def declare_inadmissible(self, *, on: date) -> None:
        """A main piece is lacking (décret 2-13-424 art. 33)."""
        self._end(Outcome.INADMISSIBLE, on)

    @transition(field=state, source=State.FILED, target=RETURN_VALUE(State.IN_REVIEW, State.DECIDING))
    def admit(self, *, review: bool) -> str:
        """Complete: dispatched to the seats, or straight to decision where none is asked."""
        return State.IN_REVIEW if review else State.DECIDING

    @transition(field=state, source=State.IN_REVIEW, target=State.DECIDING)
    def conclude_review(self) -> None:
        """Every opinion is in, or has lapsed, and the minutes are recorded (art. 25, 34)."""

    @transition(field=state, source=[State.IN_REVIEW, State.DECIDING], target=State.AMENDING)
    def request_amendments(self) -> None:
        """The applicant is asked for amended plans (art. 37)."""

    @transition(field=state, source=State.AMENDING, target=RETURN_VALUE(State.IN_REVIEW, State.DECIDING))
    def resubmit(self, *, review: bool) -> str:
        """Amended plans are deposited, against receipt (art. 37)."""
        return State.IN_REVIEW if review else State.DECIDING

    @transition(field=state, source=State.DECIDING, target=State.SIGNING)
    def send_to_signature(self) -> None:
        """The drafted decision goes to its signatory."""

    @transition(field=state, source=State.SIGNING, target=State.DECIDING)
    def return_decision(self) -> None:
        """The signatory sends the draft back, with a word."""

    @transition(field=state, source=State.SIGNING, target=State.CLOSED)
    def grant(self, *, on: date) -> None:
        """The signed decision grants (art. 35, 39)."""
        self._end(Outcome.GRANTED, on)

    @transition(field=state, source=State.SIGNING, target=State.CLOSED)
    def refuse(self, *, on: date) -> None:
        """The signed decision refuses, with its reasons (art. 36)."""
        self._end(Outcome.REFUSED, on)

    @transition(field=state, source=State.DECIDING, target=State.DEFERRED)
    def defer(self, *, until: date) -> None:
        """Sursis à statuer, with its end (loi 12-90 art. 45)."""
        self.deferred_until = until

    @transition(field=state, source=State.DEFERRED, target=State.DECIDING)
    def resume(self) -> None:
        """The deferral ends, or its ground has gone."""
        self.deferred_until = None

    @transition(field=state, source=list(OPEN), target=State.CLOSED)
    def withdraw(self, *, on: date) -> None:
        """The applicant gives up."""
        self._end(Outcome.WITHDRAWN, on)

    @transition(field=state, source=list(SILENT), target=State.CLOSED)
    def deem_granted(self, *, on: date) -> None:
        """Silence means consent (loi 12-90 art. 48; décret 2-22-141)."""
        self._end(Outcome.DEEMED_GRANTED, on)

    @transition(field=state, source=[*SILENT, State.INCOMPLETE], target=State.CLOSED)
    def deem_refused(self, *, on: date) -> None:
        """Silence means refusal, or the pieces never came (code de l'urbanisme R.423-39, R.424-2)."""
        self._end(Outcome.DEEMED_REFUSED, on)

    def _end(self, outcome: Outcome, on: date) -> None:
        self.outcome = outcome
        self.closed_on = on
        self.deferred_until = None
