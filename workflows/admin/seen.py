"""What somebody may look at of cases: nothing but what a way in opens, operators included."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from accounts.lookonly import LookOnly
from accounts.models import User
from workflows.legaltime import today
from workflows.models import Case


def cases_seen(request: HttpRequest) -> QuerySet[Case]:
    """The cases that the signed-in person has a way into today."""
    if not isinstance(request.user, User):
        return Case.objects.none()
    return Case.objects.visible_to(request.user, today())


class ForStaff(LookOnly):
    """Shown to everybody who may open the admin; the rows decide the rest."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whoever may open the admin."""
        return bool(request.user.is_active and getattr(request.user, "is_staff", False))

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever may open the admin."""
        return self.has_view_permission(request)


class RowsOfCases(ForStaff):
    """Rows of the cases seen; ``case_path`` leads from a row to its case."""

    case_path = "case"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows of other cases do not exist for this person."""
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]  # mixed into an admin class
        return rows.filter(**{f"{self.case_path}__in": cases_seen(request).values("pk")})


class CaseRowsAdmin(RowsOfCases, admin.ModelAdmin[Any]):
    """Pages of rows of cases."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """A row of the cases seen. Strangers are told what they are told of a row that never was: 404."""
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        return found
