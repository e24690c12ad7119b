"""``manage.py journal verify | export CASE | anchor``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from workflows import anchors
from workflows.anchor_files import BadAnchor
from workflows.journal_export import export_text
from workflows.journal_verify import verify
from workflows.models import Case

SHOWN = 50


class Command(BaseCommand):
    help = "Verifies the journal, exports a case's part of it, or anchors it outside the database."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser(
            "verify", help="re-compute every chain and compare with the anchors; exit 1 if broken"
        )
        export = verbs.add_parser("export", help="the journal of one case, as JSON")
        export.add_argument("case", help="reference or number of the case")
        export.add_argument("--output", type=Path, help="file to write; default: standard output")
        verbs.add_parser("anchor", help="write today's anchor, unless it is there")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "verify":
            self._verify()
        elif verb == "export":
            self._export(options["case"], options["output"])
        else:
            self._anchor()

    def _verify(self) -> None:
        found = verify()
        for problem in found.problems[:SHOWN]:
            self.stderr.write(str(problem))
        if found.broken > SHOWN:
            self.stderr.write(f"… and {found.broken - SHOWN} more.")
        self.stdout.write(
            f"{found.entries} entries of {found.cases} cases, {found.erased} payload(s) erased, "
            f"{found.anchors} anchor(s)."
        )
        self.stdout.write(found.window())
        if not found.ok:
            raise CommandError(f"The journal is broken: {found.broken} problem(s).", returncode=1)
        self.stdout.write("The journal is whole.")

    def _export(self, name: str, output: Path | None) -> None:
        wanted = Q(reference=name) | Q(pk=int(name)) if name.isdecimal() else Q(reference=name)
        case = Case.objects.filter(wanted).first()
        if case is None:
            raise CommandError(f"No case has the reference or number “{name}”.")
        text = export_text(case)
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error

    def _anchor(self) -> None:
        try:
            made = anchors.anchor()
        except (anchors.AnchorBusy, BadAnchor) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{anchors.folder()} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{made.day}: {made.rows} row(s), {made.heads} head(s) moved, sha256 {made.sha256}")
