"""The permit that came out of a case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from permits.lifecycle import PermitLifecycle, PermitState
from permits.models.decision import Decision
from workflows.models import Case


class Permit(PermitLifecycle):
    """A right to build, subdivide, occupy …, express or deemed, with a life of its own."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="permit")
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="permit"
    )
    number = models.CharField(_("number"), max_length=60, unique=True)
    deemed = models.BooleanField(_("by silence"), default=False)
    granted_on = models.DateField(_("granted on"))
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    works_opened_on = models.DateField(_("works opened on"), null=True, blank=True)
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    corrections = models.JSONField(_("clerical corrections"), default=list, blank=True)

    class Meta:
        verbose_name = _("permit")
        verbose_name_plural = _("permits")
        constraints = [
            models.CheckConstraint(
                name="express_permit_has_decision",
                condition=Q(deemed=True, decision__isnull=True) | Q(deemed=False, decision__isnull=False),
                violation_error_message=_("An express permit has its decision, a deemed one has none."),
            ),
            models.CheckConstraint(
                name="ended_permit_has_date",
                condition=Q(
                    state__in=[
                        PermitState.AMENDED,
                        PermitState.LAPSED,
                        PermitState.REVOKED,
                        PermitState.ANNULLED,
                    ],
                    ended_on__isnull=False,
                )
                | ~Q(
                    state__in=[
                        PermitState.AMENDED,
                        PermitState.LAPSED,
                        PermitState.REVOKED,
                        PermitState.ANNULLED,
                    ]
                )
                & Q(ended_on__isnull=True),
                violation_error_message=_("A permit that ended has its date."),
            ),
        ]

    def __str__(self) -> str:
        return self.number
