"""Offices and their posts."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.functions import Function
from accounts.officechecks import country_problems, settings_problems, territory_problems


class OfficeKind(models.TextChoices):
    """What an office is; packs name the kind of office that takes a seat."""

    COMMUNE = "commune", _("commune")
    ARRONDISSEMENT = "arrondissement", _("arrondissement")
    URBAN_AGENCY = "urban_agency", _("urban agency")
    PREFECTURE = "prefecture", _("prefecture or province")
    COMMITTEE = "committee", _("prefectoral or provincial committee")
    CIVIL_PROTECTION = "civil_protection", _("civil protection")
    TELECOM = "telecom", _("telecommunications")
    NETWORKS = "networks", _("water, sewerage and electricity")
    LAND_REGISTRY = "land_registry", _("land registry")
    WILAYA = "wilaya", _("wilaya")
    HERITAGE = "heritage", _("heritage office")
    HYGIENE = "hygiene", _("municipal hygiene office")
    SERVICE = "service", _("other public service")


class Office(models.Model):
    """A public office: it holds posts, takes seats, receives and decides cases."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OfficeKind.choices)
    country = models.CharField(_("country"), max_length=2, default="ma")
    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    name_fr = models.CharField(_("name (fr)"), max_length=200)
    name_ar = models.CharField(_("name (ar)"), max_length=200)
    territory = models.JSONField(
        _("territory"), default=list, blank=True, help_text=_("Codes of the communes covered.")
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    crest = models.TextField(_("crest (SVG)"), blank=True)
    settings = models.JSONField(
        _("settings"), default=dict, blank=True, help_text=_("Rates, options, texts of letters.")
    )
    valid_from = models.DateField(_("from"), default=date(1956, 3, 2))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="office_dates_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("An office cannot end before it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a set-up over which no limit or fee could be worked out."""
        self.country = self.country.lower()
        problems = {
            "country": list(country_problems(self.country)),
            "settings": list(settings_problems(self.settings)),
            "territory": list(territory_problems(self.territory)),
            "parent": [_("An office is not above itself.")] if self._in_a_loop() else [],
        }
        if found := {field: texts for field, texts in problems.items() if texts}:
            raise ValidationError(found)

    def _in_a_loop(self) -> bool:
        """Whether going up from its parent leads back to this office."""
        above, seen = self.parent, set()
        while above is not None and self.pk is not None and above.pk not in seen:
            if above.pk == self.pk:
                return True
            seen.add(above.pk)
            above = above.parent
        return False

    @property
    def name(self) -> str:
        """The name in the reader's language (Arabic, else French)."""
        return self.name_ar if (get_language() or "").startswith("ar") else self.name_fr

    def post(self, function: Function) -> Post:
        """The post of this function in this office, made when first needed."""
        post = Post.objects.filter(office=self, function=function).select_related("group").first()
        if post is None:
            group, _created = Group.objects.get_or_create(name=f"{self.code}:{function.value}")
            post, _created = Post.objects.get_or_create(
                office=self, function=function, defaults={"group": group}
            )
        return post


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, by who may act through them."""

    def held_by(self, user_id: int, on: date) -> Self:
        """Posts that the person holds, or acts in by delegation, on that day.

        A delegation counts only while who gave it holds the post.
        """
        own = self.filter(_between("memberships__", on), memberships__user_id=user_id)
        delegated = self.filter(
            _between("delegations__", on),
            _between("delegations__delegator__memberships__", on),
            delegations__delegate_id=user_id,
            delegations__delegator__memberships__post=F("pk"),
        )
        return self.filter(pk__in=own.values("pk").union(delegated.values("pk")))


def _between(path: str, on: date) -> Q:
    """The day lies between ``valid_from`` and ``valid_to``, which may be open."""
    begun = Q(**{f"{path}valid_from__lte": on})
    return begun & (Q(**{f"{path}valid_to__isnull": True}) | Q(**{f"{path}valid_to__gte": on}))


class Post(models.Model):
    """One function of one office. Its group is what access rows are given to."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="posts")
    function = models.CharField(_("function"), max_length=20, choices=Function.choices)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="post")

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [models.UniqueConstraint(fields=["office", "function"], name="post_once_per_office")]

    def __str__(self) -> str:
        return f"{self.get_function_display()} – {self.office}"
