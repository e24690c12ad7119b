"""People, offices and posts in the admin: here operators set them up.

What has begun is ended by a date, never deleted: the journal names posts and delegations.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.functions import Function
from accounts.models import Delegation, Membership, Office, Post, ProfessionalIdentity, User

# A group stands for a post and is made with it.
admin.site.unregister(Group)


class KeptForever:
    """Rows that others refer to: no deletion, and no page that would list what refers to them."""

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody deletes."""
        return False


class UserCreation(AdminUserCreationForm[User]):
    """A user is made from an address."""

    class Meta:
        model = User
        fields = ("email",)
        field_classes: dict[str, Any] = {}


@admin.register(User)
class PersonAdmin(KeptForever, UserAdmin[User]):
    add_form = UserCreation
    list_display = ("email", "name_fr", "name_ar", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("email", "name_fr", "name_ar")
    ordering = ("email",)
    filter_horizontal = ("user_permissions",)
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        (_("Person"), {"fields": ("name_fr", "name_ar", "phone", "language")}),
        (_("Admin"), {"fields": ("is_active", "is_staff", "is_superuser", "user_permissions")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "usable_password", "password1", "password2"), "classes": ("wide",)}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Only an operator makes operators."""
        guarded = () if request.user.is_superuser else ("is_staff", "is_superuser", "user_permissions")
        return (*self.readonly_fields, *guarded)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody but an operator changes an operator, or sets the password of one."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not obj.is_superuser or bool(request.user.is_superuser))


class PostInline(KeptForever, admin.TabularInline[Post, Office]):
    model = Post
    fields = ("function",)
    extra = 0

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """A post keeps its function."""
        return False


@admin.register(Office)
class OfficeAdmin(KeptForever, admin.ModelAdmin[Office]):
    list_display = ("code", "name_fr", "name_ar", "kind", "country", "parent", "valid_from", "valid_to")
    list_filter = ("kind", "country")
    search_fields = ("code", "name_fr", "name_ar")
    autocomplete_fields = ("parent",)
    list_select_related = ("parent",)
    inlines = (PostInline,)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """A new post comes with its group."""
        for post in formset.save(commit=False):
            post.office.post(Function(post.function))
        formset.save_m2m()


@admin.register(Post)
class PostAdmin(KeptForever, admin.ModelAdmin[Post]):
    list_display = ("office", "function")
    list_filter = ("function",)
    search_fields = ("office__code", "office__name_fr", "office__name_ar")
    list_select_related = ("office",)
    fields = ("office", "function")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Posts are added on the page of their office."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        """A post keeps its office and function."""
        return False


@admin.register(Membership)
class MembershipAdmin(KeptForever, admin.ModelAdmin[Membership]):
    list_display = ("user", "post", "valid_from", "valid_to", "act")
    list_filter = ("post__function",)
    search_fields = ("user__email", "user__name_fr", "post__office__code")
    autocomplete_fields = ("user", "post")
    list_select_related = ("user", "post__office")

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> tuple[str, ...]:
        """Who held what since when stays as it was; only the end is set."""
        return ("user", "post", "valid_from") if obj else ()


@admin.register(Delegation)
class DelegationAdmin(KeptForever, admin.ModelAdmin[Delegation]):
    list_display = ("post", "delegator", "delegate", "valid_from", "valid_to", "act")
    search_fields = ("delegator__email", "delegate__email", "post__office__code", "act")
    autocomplete_fields = ("post", "delegator", "delegate")
    list_select_related = ("post__office", "delegator", "delegate")

    def get_readonly_fields(self, request: HttpRequest, obj: Delegation | None = None) -> tuple[str, ...]:
        """What was done under a delegation stays explained by it; only the end is set."""
        return ("post", "delegator", "delegate", "valid_from", "act") if obj else ()


@admin.register(ProfessionalIdentity)
class ProfessionalIdentityAdmin(KeptForever, admin.ModelAdmin[ProfessionalIdentity]):
    list_display = ("user", "profession", "order_number", "checked_on", "checked_by")
    list_filter = ("profession",)
    search_fields = ("user__email", "order_number")
    autocomplete_fields = ("user", "checked_by")
    list_select_related = ("user", "checked_by")
