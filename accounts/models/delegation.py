"""Delegation of a function."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.office import Post
from accounts.models.people import Membership, User


class Delegation(models.Model):
    """A holder lets another person act in a post, from a day to a day, by a dated act."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    delegator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_given")
    delegate = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_held")
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"))
    act = models.CharField(
        _("act of delegation"), max_length=200, help_text=_("Number and date of the order.")
    )

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        constraints = [
            models.CheckConstraint(
                name="delegation_dates_in_order",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("A delegation cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="delegation_to_another",
                condition=~Q(delegator=F("delegate")),
                violation_error_message=_("Nobody delegates to himself or herself."),
            ),
            models.CheckConstraint(
                name="delegation_has_act",
                condition=~Q(act=""),
                violation_error_message=_("A delegation needs its act."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} → {self.delegate}"

    def clean(self) -> None:
        """Only who holds the post during the whole time may delegate it."""
        if (
            self.post_id is None
            or self.delegator_id is None
            or self.valid_from is None
            or self.valid_to is None
        ):
            return
        held = Membership.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=self.valid_to),
            post=self.post,
            user=self.delegator,
            valid_from__lte=self.valid_from,
        )
        if not held.exists():
            raise ValidationError(_("The delegator does not hold this post during the whole time."))
