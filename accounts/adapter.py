"""What sign-in does our way: language of mails, who may come from outside."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.utils.translation import get_language, override

from accounts.models import User


class Adapter(DefaultAccountAdapter):
    """Mails in the person's own language; addresses in lower case."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write to a person as the person reads."""
        known = context.get("user") or User.objects.filter(email=email.lower()).first()
        language = known.language if isinstance(known, User) else get_language()
        with override(language):
            super().send_mail(template_prefix, email, context)

    def clean_email(self, email: str) -> str:
        """Two spellings of an address are one person."""
        return str(super().clean_email(email)).lower()


class OutsideAdapter(DefaultSocialAccountAdapter):
    """Identities that a national provider vouches for."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Take the name that the provider gives."""
        user = super().populate_user(request, sociallogin, data)
        names = (data.get("first_name"), data.get("last_name"))
        user.name_fr = str(data.get("name") or " ".join(filter(None, names)))[:200]
        user.language = get_language() or "fr"
        return user
