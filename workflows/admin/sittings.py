"""Sittings are planned here; what comes on their agenda goes through the engine."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.functions import Function
from accounts.models import Office, Post, User
from workflows.admin.seen import ForStaff, RowsOfCases
from workflows.legaltime import today
from workflows.models import AgendaItem, Sitting

PLANNERS = (Function.DESK, Function.SECRETARY)


class SittingForm(ModelForm[Sitting]):
    """A sitting that is still to come."""

    class Meta:
        model = Sitting
        fields = ("office", "on")

    def clean_on(self) -> Any:
        """Nobody calls a meeting for yesterday."""
        day = self.cleaned_data["on"]
        if day < today():
            raise ValidationError(_("Choose today or a later day."))
        return day


class AgendaInline(RowsOfCases, admin.TabularInline[Any, Any]):
    model = AgendaItem
    fields = ("position", "case", "round", "remarks", "minuted_on")
    extra = 0


@admin.register(Sitting)
class SittingAdmin(ForStaff, admin.ModelAdmin[Sitting]):
    form = SittingForm
    fields = ("office", "on")
    list_display = ("on", "office", "state")
    list_filter = ("state",)
    search_fields = ("office__code", "office__name_fr")
    list_select_related = ("office",)
    date_hierarchy = "on"
    inlines = (AgendaInline,)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Desk officers and secretaries of commissions plan."""
        return self.has_view_permission(request) and offices_planned_by(request).exists()

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Each plans for his or her own office."""
        if db_field.name == "office":
            kwargs["queryset"] = offices_planned_by(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def offices_planned_by(request: HttpRequest) -> QuerySet[Office]:
    """The offices whose sittings this person plans today."""
    if not isinstance(request.user, User):
        return Office.objects.none()
    held = Post.objects.held_by(request.user.pk, today()).filter(function__in=PLANNERS)
    return Office.objects.filter(pk__in=held.values("office"))
