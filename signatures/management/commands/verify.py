"""``manage.py verify FILE``: does this PDF prove itself? Exit code 0 yes, 1 no, 2 it cannot be read."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from asn1crypto import x509
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import override

from signatures.trust import certificates_in
from signatures.verification import register_status, verify
from signatures.verification.report import accepted, as_data, as_lines
from signatures.verification.verdict import Verdict


class Command(BaseCommand):
    help = "Verify a signed PDF from the file alone; exit code 0 accepted, 1 not accepted, 2 unreadable."
    # The file proves itself: no database and no system check may stand in the way.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print data instead of sentences")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="fr")
        parser.add_argument(
            "--root", type=Path, action="append", help="believe this root certificate (PEM) and no other"
        )
        parser.add_argument("--offline", action="store_true", help="do not ask the register")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            verdict = _verdict(options["file"], options["root"])
            status = None if options["offline"] else self._status(verdict)
            if options["json"]:
                self.stdout.write(json.dumps(as_data(verdict, status), ensure_ascii=False, indent=2))
            else:
                self.stdout.write("\n".join(as_lines(verdict, status)))
        sys.exit(0 if accepted(verdict, status) else 1 if verdict.readable else 2)

    def _status(self, verdict: Verdict) -> Mapping[str, Any] | None:
        try:
            return register_status(verdict.sha256)
        except DatabaseError:
            self.stderr.write(_("The register cannot be reached: only the file was checked."))
            return None


def _verdict(path: Path, roots: list[Path] | None) -> Verdict:
    try:
        believed = [entry for root in roots for entry in _root(root)] if roots else None
        return verify(path, roots=believed)
    except OSError as error:
        # 2, as for every file that cannot be read.
        raise CommandError(
            _("The file %(file)s cannot be opened: %(why)s") % {"file": path, "why": error.strerror},
            returncode=2,
        ) from error


def _root(path: Path) -> list[x509.Certificate]:
    try:
        return certificates_in(path)
    except ValueError as error:
        raise CommandError(_("%(file)s is not a certificate.") % {"file": path}, returncode=2) from error
