"""``manage.py access compare|rebuild``: do the rows that open cases say what they should?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from workflows.access_rebuild import compare, rebuild
from workflows.models import Case


class Command(BaseCommand):
    help = (
        "Compare the rows that open cases with what cases, seats, parties and offices say; "
        "compare exits 1 if something differs, rebuild repairs it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("compare", "rebuild"))
        parser.add_argument("--case", metavar="REFERENCE", help="look at this file only")

    def handle(self, *args: Any, **options: Any) -> None:
        work = compare if options["what"] == "compare" else rebuild
        count = 0
        for case, found in work(_cases(options["case"])):
            for difference in found:
                self.stdout.write(f"{case}: {difference}")
            count += len(found)
        if options["what"] == "rebuild":
            self.stdout.write(f"{count} repaired.")
            return
        self.stdout.write(f"{count} differences." if count else "The rows are as they should be.")
        if count:
            sys.exit(1)


def _cases(reference: str | None) -> QuerySet[Case]:
    """All cases, or the one with this reference."""
    if reference is None:
        return Case.objects.all()
    found = Case.objects.filter(reference=reference)
    if not found.exists():
        raise CommandError(f"No file has the reference {reference!r}: copy it from its receipt.")
    return found
