"""``manage.py demo_authority``: certificates for trials, clearly marked as such."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.functions import Function
from accounts.models import Office
from signatures.demo_authority import ensure_authority, ensure_function_certificate, revoke
from signatures.demo_authority.functions import serial_of
from signatures.errors import NoCertificate
from signatures.providers.registry import file_for


class Command(BaseCommand):
    help = "Make the demonstration authority, and certificates of functions with --certificate."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--certificate",
            action="append",
            default=[],
            metavar="OFFICE:FUNCTION",
            help="office code and function, for example casa-anfa:president; may be repeated",
        )
        parser.add_argument("--revoke", metavar="OFFICE:FUNCTION", help="revoke the certificate in use")

    def handle(self, *args: Any, **options: Any) -> None:
        home = ensure_authority()
        self.stdout.write(_("Demonstration authority: %(folder)s") % {"folder": home})
        for wanted in options["certificate"]:
            office, function = _pair(wanted)
            path = ensure_function_certificate(office, _name(office), function)
            self.stdout.write(f"{wanted} {path}")
        if options["revoke"]:
            office, function = _pair(options["revoke"])
            try:
                revoke(serial_of(file_for(office, function)))
            except NoCertificate as error:
                raise CommandError(str(error)) from error
            self.stdout.write(_("Revoked: %(certificate)s") % {"certificate": options["revoke"]})


def _pair(text: str) -> tuple[str, str]:
    office, _sign, function = text.partition(":")
    if not office or function not in Function.values:
        raise CommandError(
            _("“%(text)s” is not OFFICE:FUNCTION. Functions: %(functions)s.")
            % {"text": text, "functions": ", ".join(Function.values)}
        )
    return office, function


def _name(code: str) -> str:
    office = Office.objects.filter(code=code).first()
    return office.name_fr if office else code
