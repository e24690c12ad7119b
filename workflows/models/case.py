"""The case: what moves through a procedure."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.functions import Function
from accounts.models import Office, User
from workflows.lifecycle import Lifecycle, State
from workflows.models.access import CaseGroupAccess, CaseUserAccess
from workflows.models.procedure import ProcedureVersion
from workflows.procedures.grammar import Procedure

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_code() -> str:
    """A code that opens the public page of a case: unguessable, readable aloud."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(12))


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases, by who may know of them."""

    def visible_to(self, user: User, on: date) -> Self:
        """Cases that this person has a way into on that day; one query over the access rows."""
        if not user.is_authenticated:
            return self.none()
        own = CaseUserAccess.objects.open_to(user, on).values("content_object_id")
        by_post = CaseGroupAccess.objects.open_to(user, on).values("content_object_id")
        return self.filter(pk__in=own.union(by_post))


class Case(Lifecycle):
    """A file under a procedure. Its state moves only through ``workflows.engine``."""

    commune = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="cases", verbose_name=_("office in charge")
    )
    authority = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="cases_decided", verbose_name=_("deciding authority")
    )
    decider = models.CharField(
        _("deciding function"), max_length=20, choices=Function.choices, default=Function.PRESIDENT
    )
    country = models.CharField(_("country"), max_length=2)
    kind = models.CharField(_("kind"), max_length=60)
    procedure = models.ForeignKey(
        ProcedureVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    track_ruling = models.JSONField(_("why this track"), default=dict, blank=True)
    reference = models.CharField(_("reference"), max_length=40, unique=True, null=True, blank=True)
    code = models.CharField(_("public code"), max_length=12, unique=True, default=new_code, editable=False)
    facts = models.JSONField(_("declared facts"), default=dict, blank=True)
    deposited_on = models.DateField(_("deposited on"), null=True, blank=True)
    round = models.PositiveSmallIntegerField(_("round"), default=0)
    pieces_requested_on = models.DateField(_("pieces requested on"), null=True, blank=True)
    requested_pieces = models.JSONField(_("pieces requested"), default=list, blank=True)
    reviewed_round = models.PositiveSmallIntegerField(_("last round fully answered"), default=0)
    agenda_round = models.PositiveSmallIntegerField(_("last round put on an agenda"), default=0)
    minutes_round = models.PositiveSmallIntegerField(_("last round with minutes"), default=0)
    substitution_open = models.BooleanField(_("another authority may be asked"), default=False)
    attested_on = models.DateField(_("silence attested on"), null=True, blank=True)
    notified_on = models.DateField(_("notified on"), null=True, blank=True)
    version = models.PositiveIntegerField(_("number of acts"), default=0)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        permissions = [
            ("write_case", "Act for the applicant"),
            ("handle_case", "Act for an office"),
        ]
        indexes = [models.Index(fields=["commune", "state", "id"], name="case_queue")]
        constraints = [
            models.CheckConstraint(
                name="case_outcome_when_closed",
                condition=Q(state=State.CLOSED, closed_on__isnull=False) & ~Q(outcome="")
                | ~Q(state=State.CLOSED) & Q(outcome="", closed_on__isnull=True),
                violation_error_message=_(
                    "A closed case has an outcome and a date; an open one has neither."
                ),
            ),
            models.CheckConstraint(
                name="case_filed_is_numbered",
                condition=Q(state=State.DRAFT, reference__isnull=True, deposited_on__isnull=True)
                | Q(reference__isnull=False, deposited_on__isnull=False, procedure__isnull=False)
                & ~Q(state=State.DRAFT),
                violation_error_message=_("A deposited file has a number, a date and a procedure."),
            ),
            models.CheckConstraint(
                name="case_deferral_has_an_end",
                condition=Q(state=State.DEFERRED, deferred_until__isnull=False)
                | ~Q(state=State.DEFERRED) & Q(deferred_until__isnull=True),
                violation_error_message=_("A deferred decision has an end."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference or f"{self.kind} #{self.pk}"

    @property
    def rules(self) -> Procedure | None:
        """The procedure that the case is pinned to; none while it is a draft."""
        return self.procedure.procedure if self.procedure else None


class Recusal(models.Model):
    """A person who may not act on a case, with the reason."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recusals")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    on = models.DateField(_("on"))

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="recused_once")]

    def __str__(self) -> str:
        return f"{self.case} – {self.user}"
