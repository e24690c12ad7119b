"""manage.py procedures list | check | chart | load | repin"""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflows import engine
from workflows.models import Case, ProcedureVersion
from workflows.procedures.chart import chart
from workflows.procedures.check import problems_in
from workflows.procedures.loader import load_folder
from workflows.procedures.problems import PackError
from workflows.procedures.store import load_packs
from workflows.reasons import Refused


class Command(BaseCommand):
    """The procedures as dated data: shown, proved, drawn, loaded."""

    help = "Lists, checks, draws and loads the procedures of the packs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--packs", type=Path, help="another folder of packs")
        verbs = parser.add_subparsers(dest="verb", required=True)
        listed = verbs.add_parser("list", help="every procedure of the packs, with its dates")
        listed.add_argument("--on", type=date.fromisoformat, help="only those in force on this day")
        verbs.add_parser("check", help="prove that the packs are sound")
        drawn = verbs.add_parser("chart", help="draw a procedure (Mermaid)")
        drawn.add_argument("code", help="as ma/construire/grand/2023")
        drawn.add_argument("--language", choices=["fr", "ar", "en"], default="fr")
        verbs.add_parser("load", help="store the packs and use them for new files")
        repinned = verbs.add_parser("repin", help="pin a case to a repaired version of its procedure")
        repinned.add_argument("reference", help="the number of the file")
        repinned.add_argument("digest", help="the SHA-256 of the repaired version, or its beginning")
        repinned.add_argument("--reason", required=True, help="why; it is journalled")

    def handle(self, *args: Any, **options: Any) -> None:
        verb = getattr(self, f"_{options['verb']}")
        try:
            verb(options)
        except PackError as error:
            raise CommandError(f"The packs are refused:\n{error}") from error

    def _list(self, options: dict[str, Any]) -> None:
        on = options["on"]
        for entry in load_folder(options["packs"]):
            rules = entry.procedure
            if on is None or rules.valid_from <= on <= (rules.valid_to or on):
                period = f"{rules.valid_from} – {rules.valid_to or '…'!s:<10}"
                self.stdout.write(f"{rules.code:<46} {period}  {rules.digest[:8]}  {rules.title.fr}")

    def _check(self, options: dict[str, Any]) -> None:
        loaded = load_folder(options["packs"])
        problems = problems_in(loaded)
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"The packs are unsound: {len(problems)} problem(s).")
        self.stdout.write(f"{len(loaded)} procedures are sound.")

    def _repin(self, options: dict[str, Any]) -> None:
        case = Case.objects.filter(reference=options["reference"]).first()
        if case is None:
            raise CommandError(f"No file has the number {options['reference']}.")
        found = ProcedureVersion.objects.filter(digest__startswith=options["digest"])[:2]
        if len(found) != 1:
            raise CommandError("Give the SHA-256 of one loaded version: `procedures list` shows them.")
        try:
            engine.perform(case, "repin", None, digest=found[0].digest, reason=options["reason"])
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{case.reference} is pinned to {found[0]}.")

    def _chart(self, options: dict[str, Any]) -> None:
        for entry in load_folder(options["packs"]):
            if entry.procedure.code == options["code"]:
                self.stdout.write(chart(entry.procedure, options["language"]), ending="")
                return
        raise CommandError(f"There is no procedure {options['code']}: see 'manage.py procedures list'.")

    def _load(self, options: dict[str, Any]) -> None:
        versions = load_packs(options["packs"])
        self.stdout.write(f"{len(versions)} procedures are loaded and in use.")
