"""Users, what they are by profession, and the posts they hold."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.office import Post


class UserManager(BaseUserManager["User"]):
    """Creates users from an e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A user who signs in with this address; no password means that none works."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An operator. Being one opens the admin, never a case."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        """The user with this address, however its letters are typed."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. What the person may do comes from posts and parties."""

    email = models.EmailField(_("e-mail"), unique=True)
    name_fr = models.CharField(_("name (Latin script)"), max_length=200, blank=True)
    name_ar = models.CharField(_("name (Arabic script)"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(_("language"), max_length=2, default="fr")
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the admin"), default=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email"]

    def __str__(self) -> str:
        return self.name_fr or self.email

    def clean(self) -> None:
        """Addresses are kept in lower case: two spellings are one person."""
        super().clean()
        self.email = User.objects.normalize_email(self.email).lower()


class Membership(models.Model):
    """A person holds a post from a day to a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="memberships")
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    act = models.CharField(_("act of appointment"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "post", "valid_from"], name="membership_once_per_day"),
            models.CheckConstraint(
                name="membership_dates_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("A membership cannot end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.post}"

    def clean(self) -> None:
        """A person holds a post once at a time."""
        if self.user_id is None or self.post_id is None or self.valid_from is None:
            return
        same = Membership.objects.filter(user=self.user, post=self.post).exclude(pk=self.pk)
        overlapping = same.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=self.valid_from))
        if self.valid_to is not None:
            overlapping = overlapping.filter(valid_from__lte=self.valid_to)
        if overlapping.exists():
            raise ValidationError(_("This person holds this post already at that time."))


class Profession(models.TextChoices):
    """Regulated professions that may design or survey."""

    ARCHITECT = "architect", _("architect")
    SURVEYOR = "surveyor", _("licensed surveyor")
    ENGINEER = "engineer", _("engineering office")


class ProfessionalIdentity(models.Model):
    """A user's entry in the roll of a profession; counts once an officer has checked it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="professions")
    profession = models.CharField(_("profession"), max_length=20, choices=Profession.choices)
    order_number = models.CharField(_("number in the roll"), max_length=40)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("professional identity")
        verbose_name_plural = _("professional identities")
        constraints = [
            models.UniqueConstraint(fields=["profession", "order_number"], name="order_number_once"),
            models.CheckConstraint(
                name="identity_check_complete",
                condition=Q(checked_on__isnull=True, checked_by__isnull=True)
                | Q(checked_on__isnull=False, checked_by__isnull=False),
                violation_error_message=_("A check has a date and an officer."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_profession_display()} {self.order_number}"
