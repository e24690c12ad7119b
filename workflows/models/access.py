"""The one table of ways into a case (guardian's direct foreign-key tables, dated)."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from accounts.models import Post, User


def in_force(on: date) -> Q:
    """Rows that hold on that day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))


class CaseUserAccessQuerySet(models.QuerySet["CaseUserAccess"]):
    """Personal ways in."""

    def open_to(self, user: User, on: date) -> Self:
        """Rows given to this person, in force on that day."""
        return self.filter(in_force(on), user_id=user.pk)


class CaseGroupAccessQuerySet(models.QuerySet["CaseGroupAccess"]):
    """Ways in by a post."""

    def open_to(self, user: User, on: date) -> Self:
        """Rows given to posts that this person holds or acts in on that day."""
        groups = Post.objects.held_by(user.pk, on).values("group_id")
        return self.filter(in_force(on), group_id__in=groups)


class DatedAccess(models.Model):
    """From when to when a way is open, and which act opened it."""

    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    source = models.CharField(
        _("source"), max_length=80, help_text=_("party:12, seat:urban_agency:1, desk …")
    )

    class Meta:
        abstract = True


class CaseUserAccess(DatedAccess, UserObjectPermissionBase):
    """A person's way into a case: a party, an invited person."""

    content_object = models.ForeignKey("workflows.Case", on_delete=models.CASCADE, related_name="user_ways")

    # guardian's own manager writes undated rows: ours takes its place.
    objects = CaseUserAccessQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = _("way in of a person")
        verbose_name_plural = _("ways in of persons")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "permission", "content_object", "source"], name="user_way_once_per_source"
            )
        ]
        indexes = [models.Index(fields=["user", "content_object"], name="user_way_list")]

    def __str__(self) -> str:
        return f"{self.user} → {self.content_object} ({self.source})"


class CaseGroupAccess(DatedAccess, GroupObjectPermissionBase):
    """A post's way into a case: the desk, a seat, the signatory."""

    content_object = models.ForeignKey("workflows.Case", on_delete=models.CASCADE, related_name="group_ways")

    # guardian's own manager writes undated rows: ours takes its place.
    objects = CaseGroupAccessQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = _("way in of a post")
        verbose_name_plural = _("ways in of posts")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "permission", "content_object", "source"], name="group_way_once_per_source"
            )
        ]
        indexes = [models.Index(fields=["group", "content_object"], name="group_way_list")]

    def __str__(self) -> str:
        return f"{self.group} → {self.content_object} ({self.source})"
