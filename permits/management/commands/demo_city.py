"""``manage.py demo_city``: the city of the demonstration, and accounts to sign in with."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from permits.demo.accounts import open_accounts
from permits.demo.city import make_city


class Command(BaseCommand):
    """Makes the city once; again, it changes nothing."""

    help = "Make the demonstration city and its accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only a demonstration (DEMO=1) has a demonstration city.")
        path = open_accounts(make_city())
        if options["verbosity"] > 0:
            self.stdout.write(f"The demonstration city is there; accounts and password: {path}")
