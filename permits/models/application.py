"""The application: what is asked, by whom, on which land."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from documents.models import Document
from workflows.models import Case


class Application(models.Model):
    """The request that a case carries through its procedure."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="application")
    object_fr = models.TextField(_("object of the project (fr)"), blank=True)
    object_ar = models.TextField(_("object of the project (ar)"), blank=True)
    planning_fr = models.CharField(_("planning document (fr)"), max_length=300, blank=True)
    planning_ar = models.CharField(_("planning document (ar)"), max_length=300, blank=True)
    amends = models.ForeignKey(
        "permits.Permit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="amendments",
        verbose_name=_("permit that it amends or completes"),
    )
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")

    def __str__(self) -> str:
        return str(self.case)


class PartyRole(models.TextChoices):
    """As what somebody is part of a case."""

    OWNER = "owner", _("owner")
    CO_OWNER = "co_owner", _("joint owner")
    AGENT = "agent", _("agent")
    DESIGNER = "designer", _("architect")
    SURVEYOR = "surveyor", _("licensed surveyor")
    ENGINEER = "engineer", _("engineering office")


class Party(models.Model):
    """A person or company concerned; an account is not needed."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(_("role"), max_length=10, choices=PartyRole.choices)
    is_company = models.BooleanField(_("company"), default=False)
    name_fr = models.CharField(_("name (Latin script)"), max_length=200)
    name_ar = models.CharField(_("name (Arabic script)"), max_length=200, blank=True)
    identity = models.CharField(_("identity or register number"), max_length=60, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="parties")
    may_act = models.BooleanField(_("acts for the applicant"), default=False)
    mandate = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mandate_text = models.CharField(_("mandate"), max_length=300, blank=True)
    added_on = models.DateField(_("from"))
    ended_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="agent_has_mandate",
                condition=~Q(role=PartyRole.AGENT) | ~Q(mandate_text="") | Q(mandate__isnull=False),
                violation_error_message=_("An agent shows a mandate."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_fr


class Parcel(models.Model):
    """A parcel of the land concerned."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="parcels")
    land_reference = models.CharField(_("land reference"), max_length=60)
    registered = models.BooleanField(_("registered land"), default=True)
    area_m2 = models.DecimalField(_("area (m²)"), max_digits=12, decimal_places=2)
    address_fr = models.CharField(_("address (fr)"), max_length=300, blank=True)
    address_ar = models.CharField(_("address (ar)"), max_length=300, blank=True)
    geometry = models.JSONField(_("outline (GeoJSON)"), null=True, blank=True)

    class Meta:
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "land_reference"], name="parcel_once_per_application"
            ),
            models.CheckConstraint(
                name="parcel_has_area",
                condition=Q(area_m2__gt=0),
                violation_error_message=_("The area of a parcel is more than zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.land_reference
