"""Bring an installation's data to this version of the code: ``python -m ops.upgrade``.

Migrations, procedure packs and, where DEMO is on, the marked demonstration authority and city. In one
process, since loading the code takes longer than all of these.
"""

from __future__ import annotations

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command


def main() -> int:
    """Each step does nothing when there is nothing to do. Errors are Django's own, on the log."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("migrate", interactive=False)
    call_command("createcachetable")
    call_command("procedures", "load")
    if settings.DEMO:
        call_command("demo_authority")
        call_command("demo_city", verbosity=0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
