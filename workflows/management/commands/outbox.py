"""``manage.py outbox list | replay | run``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Count

from workflows import outbox
from workflows.models import Job, JobState

SHOWN = 100


class Command(BaseCommand):
    help = "Lists the jobs of the outbox, replays dead ones, or runs what is due here and now."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        shown = verbs.add_parser("list", help="what waits, runs and died; dead jobs with their last error")
        shown.add_argument("--state", choices=JobState.values, help="only jobs in this state")
        again = verbs.add_parser("replay", help="give dead jobs a new life")
        again.add_argument("ids", nargs="*", type=int, help="numbers of the jobs")
        again.add_argument("--all", action="store_true", help="every dead job")
        run = verbs.add_parser("run", help="run what is due, without a worker")
        run.add_argument("--limit", type=int, default=1000, help="at most this many (default 1000)")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "list":
            self._list(options["state"])
        elif verb == "replay":
            self._replay(options["ids"], options["all"])
        else:
            self.stdout.write(f"{outbox.drain(options['limit'])} job(s) run.")

    def _list(self, state: str | None) -> None:
        for row in Job.objects.values("state").annotate(jobs=Count("pk")).order_by("state"):
            self.stdout.write(f"{row['state']}: {row['jobs']}")
        states = [state] if state else [JobState.WAITING, JobState.RUNNING, JobState.DEAD]
        for job in Job.objects.filter(state__in=states).order_by("pk")[:SHOWN]:
            self.stdout.write(
                f"#{job.pk} {job.state} {job} args={job.args} attempts={job.attempts} "
                f"after={job.run_after:%Y-%m-%dT%H:%M:%SZ} {job.last_error}".rstrip()
            )

    def _replay(self, ids: list[int], everything: bool) -> None:
        if bool(ids) == everything:
            raise CommandError("Give the numbers of the jobs to replay, or --all.")
        jobs = Job.objects.all() if everything else Job.objects.filter(pk__in=ids)
        dead = set(jobs.filter(state=JobState.DEAD).values_list("pk", flat=True))
        if missing := sorted(set(ids) - dead):
            raise CommandError(f"Not dead, or unknown: {', '.join(map(str, missing))}. Nothing was replayed.")
        self.stdout.write(f"{outbox.replay(jobs)} job(s) replayed.")
