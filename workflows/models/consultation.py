"""Seats asked, what they said, and the reserves they made."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from workflows.consultation import OpinionValue, SeatLifecycle, SeatState
from workflows.models.case import Case


class Consultation(SeatLifecycle):
    """One seat asked for its opinion on one case in one round."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consultations")
    seat = models.CharField(_("seat"), max_length=60)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="consultations")
    round = models.PositiveSmallIntegerField(_("round"))
    binding = models.BooleanField(_("binding"), default=False)
    consultative = models.BooleanField(_("consultative"), default=False)
    requested_on = models.DateField(_("requested on"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    late = models.BooleanField(_("late"), default=False)
    deemed = models.CharField(_("deemed opinion"), max_length=15, choices=OpinionValue.choices, blank=True)

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        constraints = [
            models.UniqueConstraint(fields=["case", "seat", "round"], name="seat_once_per_round"),
            models.CheckConstraint(
                name="consultation_settled_has_date",
                condition=Q(state=SeatState.REQUESTED, settled_on__isnull=True)
                | ~Q(state=SeatState.REQUESTED) & Q(settled_on__isnull=False),
                violation_error_message=_("An answered, lapsed or withdrawn request has its date."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "due_on", "id"], name="seat_inbox", condition=Q(state=SeatState.REQUESTED)
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} – {self.seat} ({self.round})"


class Opinion(models.Model):
    """What a seat said. A correction is a new row; the last one that was not taken back counts."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="opinions")
    value = models.CharField(_("opinion"), max_length=15, choices=OpinionValue.choices)
    text = models.TextField(_("observations"), blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField(_("given on"))
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)
    current = models.BooleanField(_("counts"), default=True)

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation"], condition=Q(current=True), name="one_current_opinion_per_seat"
            )
        ]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.get_value_display()}"


class Severity(models.TextChoices):
    """How much a reserve weighs."""

    MINOR = "minor", _("minor")
    MAJOR = "major", _("major")
    BLOCKING = "blocking", _("blocking")


class ReserveStatus(models.TextChoices):
    """Where a reserve stands."""

    OPEN = "open", _("open")
    PROOF_GIVEN = "proof_given", _("proof given")
    LIFTED = "lifted", _("lifted")


class Reserve(models.Model):
    """A reserve: text, article, severity, status, proof that lifted it."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="reserves")
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("text"))
    article = models.CharField(_("article"), max_length=200)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity.choices)
    status = models.CharField(
        _("status"), max_length=12, choices=ReserveStatus.choices, default=ReserveStatus.OPEN
    )
    proof = models.CharField(_("proof"), max_length=300, blank=True)
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)

    class Meta:
        verbose_name = _("reserve")
        verbose_name_plural = _("reserves")
        ordering = ["opinion", "position"]
        constraints = [
            models.UniqueConstraint(fields=["opinion", "position"], name="reserve_position_once"),
            models.CheckConstraint(
                name="reserve_lifted_has_proof",
                condition=~Q(status=ReserveStatus.LIFTED) | Q(lifted_on__isnull=False) & ~Q(proof=""),
                violation_error_message=_("A lifted reserve has its proof and its date."),
            ),
            models.CheckConstraint(
                name="reserve_has_article",
                condition=~Q(article="") & ~Q(text=""),
                violation_error_message=_("A reserve has a text and an article."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
