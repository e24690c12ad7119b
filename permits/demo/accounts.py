"""Accounts of the demonstration: one password for all, random, kept in a file that only its owner reads."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.models import User
from permits.demo.city import City

OPERATOR = "operateur@demo.invalid"


def accounts_file() -> Path:
    """Where the accounts and their password are written."""
    return Path(settings.VAR_DIR) / "demo-accounts.txt"


def open_accounts(city: City) -> Path:
    """Let everybody of the city sign in, and an operator too; done already: nothing changes."""
    path = accounts_file()
    if (
        path.is_file()
        and not User.objects.filter(password__startswith="!", email__endswith="@demo.invalid").exists()
    ):
        return path
    password = secrets.token_urlsafe(12)
    people = [*city.people.values(), city.architect, city.owner, _operator()]
    hashed = make_password(password)  # one hash for all: this is a demonstration
    User.objects.filter(pk__in=[user.pk for user in people]).update(password=hashed)
    officials = [user.pk for user in city.people.values()]
    User.objects.filter(pk__in=officials).update(is_staff=True)
    lines = [f"password of every account: {password}", "", *sorted(f"{u.email}  {u.name_fr}" for u in people)]
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _operator() -> User:
    """Somebody who opens the admin; being an operator opens no case."""
    user = User.objects.filter(email=OPERATOR).first()
    return user or User.objects.create_superuser(OPERATOR, name_fr="Opérateur", name_ar="مشغل المنصة")
