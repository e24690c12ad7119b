"""The state machine of one seat: requested → answered | lapsed | withdrawn."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMField, FSMModelMixin, transition


class SeatState(models.TextChoices):
    """Where the request to one seat stands."""

    REQUESTED = "requested", pgettext_lazy("consultation", "requested")
    ANSWERED = "answered", pgettext_lazy("consultation", "answered")
    LAPSED = "lapsed", pgettext_lazy("consultation", "lapsed")
    WITHDRAWN = "withdrawn", pgettext_lazy("consultation", "withdrawn")


class OpinionValue(models.TextChoices):
    """What a seat may say."""

    FAVOURABLE = "favourable", _("favourable")
    WITH_RESERVES = "with_reserves", _("favourable with reserves")
    UNFAVOURABLE = "unfavourable", _("unfavourable")
    ADJOURNED = "adjourned", _("adjourned")


SETTLED = (SeatState.ANSWERED, SeatState.LAPSED, SeatState.WITHDRAWN)


class SeatLifecycle(FSMModelMixin, models.Model):
    """The moves of one seat, in one round. Only ``workflows.engine`` calls them."""

    state = FSMField(
        _("state"), max_length=10, choices=SeatState.choices, default=SeatState.REQUESTED, protected=True
    )

    class Meta:
        abstract = True

    @transition(field=state, source=SeatState.REQUESTED, target=SeatState.ANSWERED)
    def answer(self) -> None:
        """The seat gives its opinion."""

    @transition(field=state, source=SeatState.LAPSED, target=SeatState.ANSWERED)
    def answer_late(self) -> None:
        """The opinion comes after its limit, where the pack says that it still counts."""

    @transition(field=state, source=SeatState.ANSWERED, target=SeatState.REQUESTED)
    def take_back(self) -> None:
        """The seat withdraws its opinion before the review is concluded."""

    @transition(field=state, source=SeatState.REQUESTED, target=SeatState.LAPSED)
    def lapse(self) -> None:
        """The limit passed without an opinion."""

    @transition(field=state, source=SeatState.REQUESTED, target=SeatState.WITHDRAWN)
    def call_off(self) -> None:
        """The seat is no longer asked: the case closed or was amended."""
