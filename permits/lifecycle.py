"""The life of a permit, once it exists. Only ``workflows.engine`` calls these moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition


class PermitState(models.TextChoices):
    """Where a permit stands."""

    AWAITING_PAYMENT = "awaiting_payment", _("awaiting payment")
    AWAITING_DELIVERY = "awaiting_delivery", _("awaiting delivery")
    IN_FORCE = "in_force", _("in force")
    SUSPENDED = "suspended", _("suspended")
    AMENDED = "amended", _("amended")
    LAPSED = "lapsed", _("lapsed")
    REVOKED = "revoked", _("revoked")
    ANNULLED = "annulled", _("annulled")


ALIVE = (
    PermitState.AWAITING_PAYMENT,
    PermitState.AWAITING_DELIVERY,
    PermitState.IN_FORCE,
    PermitState.SUSPENDED,
)


class PermitLifecycle(FSMModelMixin, models.Model):
    """The state machine of a permit."""

    state = FSMField(
        _("state"),
        max_length=17,
        choices=PermitState.choices,
        default=PermitState.AWAITING_PAYMENT,
        protected=True,
    )

    class Meta:
        abstract = True

    @transition(field=state, source=PermitState.AWAITING_PAYMENT, target=PermitState.AWAITING_DELIVERY)
    def settle_fees(self) -> None:
        """Everything due is paid or exempted; payment comes before delivery (décret 2-13-424 art. 28)."""

    @transition(field=state, source=PermitState.AWAITING_DELIVERY, target=PermitState.AWAITING_PAYMENT)
    def reopen_fees(self) -> None:
        """A payment was reversed."""

    @transition(field=state, source=PermitState.AWAITING_DELIVERY, target=PermitState.IN_FORCE)
    def deliver(self) -> None:
        """Handed over with the plans « ne varietur » (art. 39)."""

    @transition(field=state, source=PermitState.IN_FORCE, target=PermitState.SUSPENDED)
    def suspend(self) -> None:
        """By a new act, or by a judge."""

    @transition(field=state, source=PermitState.SUSPENDED, target=PermitState.IN_FORCE)
    def reinstate(self) -> None:
        """The suspension ends."""

    @transition(field=state, source=[PermitState.IN_FORCE, PermitState.SUSPENDED], target=PermitState.AMENDED)
    def supersede(self) -> None:
        """A permit that amends this one takes its place (annexe 6 art. 11)."""

    @transition(field=state, source=[PermitState.IN_FORCE, PermitState.SUSPENDED], target=PermitState.LAPSED)
    def lapse(self) -> None:
        """Works did not begin in time (loi 12-90 art. 49)."""

    @transition(field=state, source=list(ALIVE), target=PermitState.REVOKED)
    def revoke(self) -> None:
        """The authority takes it back by a reasoned act."""

    @transition(field=state, source=list(ALIVE), target=PermitState.ANNULLED)
    def annul(self) -> None:
        """A judge annuls it."""
