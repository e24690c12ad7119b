"""``manage.py demo``: the main job, from deposit to a permit that proves itself, on real components."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.storage import ensure_bucket
from permits.demo.city import City, make_city
from permits.demo.plans import NoPlans, PlanSet
from permits.demo.report import clock_lines, fetch_papers, table
from permits.demo.stage import Stage, Stuck
from permits.demo.stories import STORIES
from permits.drawings import Building
from signatures.demo_authority import ensure_authority, ensure_function_certificate
from workflows import journal_verify, legaltime
from workflows.models import Case
from workflows.procedures import store

LENGTH = timedelta(days=126)  # legal time from the first deposit to today


class Command(BaseCommand):
    """Runs the stories one after the other and shows what came out."""

    help = "Run the main job on real input and verify what comes out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--plans", type=Path, help="folder of PDF, DXF, IFC plans to deposit")
        parser.add_argument("--cases", type=int, default=len(STORIES), help="how many files (default 4)")
        parser.add_argument(
            "--language", choices=["fr", "ar", "en"], default="fr", help="of the explanations"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demonstration moves legal time: run it where DEMO=1, never in production."
            )
        if not 1 <= options["cases"] <= 1000:
            raise CommandError("--cases takes a number from 1 to 1000.")
        try:
            cases, failed = self._run(options)
        except (NoPlans, Stuck) as error:
            raise CommandError(str(error)) from error
        finally:
            legaltime.set_for_all(None)
        self._close(cases, failed)

    def _run(self, options: dict[str, Any]) -> tuple[list[Case], int]:
        city = self._city()
        folder = Path(settings.VAR_DIR) / "demo"
        cases: list[Case] = []
        failed = 0
        for number in range(options["cases"]):
            story = STORIES[number % len(STORIES)]
            started = time.monotonic()
            self.stdout.write(f"\n{number + 1}/{options['cases']} {story.__name__.replace('_', ' ')}")
            stage = Stage(city, folder / "files" / f"{number + 1:03d}", self.stdout.write, self._first_day())
            legaltime.set_for_all(stage.day)
            plans = PlanSet.at(stage.folder, options["plans"], self._building(story.__name__))
            story(stage, plans)
            cases.append(stage.case)
            failed += self._show(stage, folder, options["language"])
            self.stdout.write(f"  done in {time.monotonic() - started:.1f} s")
        return cases, failed

    def _city(self) -> City:
        ensure_bucket()
        store.load_packs()
        city = make_city()
        ensure_authority()
        for post in ((city.commune, "president"), (city.offices["prefecture"], "governor")):
            ensure_function_certificate(post[0].code, post[0].name_fr, post[1])
        return city

    def _first_day(self) -> date:
        day = legaltime_real() - LENGTH
        return day - timedelta(days=day.weekday())

    def _building(self, story: str) -> Building:
        return (
            Building()
            if story == "large_project"
            else Building(levels=2, dwellings=1, width_m=11, depth_m=12)
        )

    def _show(self, stage: Stage, folder: Path, language: str) -> int:
        stage.case = Case.objects.select_related("procedure", "commune").get(pk=stage.case.pk)
        for line in clock_lines(stage.case, language):
            self.stdout.write(f"    ⏱ {line}")
        checked = fetch_papers(stage.case, folder)
        for entry in checked:
            self.stdout.write(f"    {'✓' if entry.ok else '✗'} {entry.path.name}: {entry.says}")
        return sum(not entry.ok for entry in checked)

    def _close(self, cases: list[Case], failed: int) -> None:
        self.stdout.write("\n" + "\n".join(table(cases)))
        findings = journal_verify.verify()
        self.stdout.write(f"\nJournal: {findings.entries} rows, {'sound' if findings.ok else 'BROKEN'}")
        self.stdout.write(f"Papers and stamped plans: {Path(settings.VAR_DIR) / 'demo'}")
        if failed or not findings.ok:
            raise CommandError(f"{failed} paper(s) could not be verified.")


def legaltime_real() -> date:
    """The real day, whatever a demonstration before this one left."""
    legaltime.set_for_all(None)
    return legaltime.today()
