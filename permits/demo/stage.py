"""The stage of the demonstration: the city, legal time, one file, and waiting for the worker."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from accounts.functions import Function
from accounts.models import User
from permits.demo.city import City
from permits.models import Decision
from workflows import engine, legaltime, outbox
from workflows.lifecycle import State
from workflows.models import Case, Job, JobState

PATIENCE = 60.0  # seconds without a worker's progress before the demonstration runs the jobs itself
GIVE_UP = 300.0


class Stuck(RuntimeError):
    """Something that should have happened did not; the message says what."""


@dataclass
class Stage:
    """One file being told, in a city, at a legal date that every process sees."""

    city: City
    folder: Path
    say: Callable[[str], None]
    day: date
    case: Case = field(default_factory=Case)

    def act(self, action: str, actor: User | None, **payload: Any) -> None:
        """One act through the door, and a line that says so."""
        self.case = engine.perform(self.case.pk, action, actor, **payload).case
        who = actor.name_fr if actor else "moteur"
        self.say(f"  {self.day:%d/%m/%Y}  {action:<20} {who:<48} → {self.case.state}")

    def who(self, function: Function, office: str = "rivage") -> User:
        """The person who holds a function."""
        return self.city.who(function, office)

    def forward(self, days: int) -> None:
        """Legal time goes on, to a working day, for every process of the demonstration."""
        self.day += timedelta(days=days)
        while self.day.weekday() >= 5:
            self.day += timedelta(days=1)
        legaltime.set_for_all(self.day)

    def wait_for_jobs(self) -> None:
        """Until the worker has done what this case asked of it; nothing is left behind."""
        started = moved = time.monotonic()
        left = self._jobs_left()
        while left:
            time.sleep(0.2)
            now_left = self._jobs_left()
            if now_left != left:
                left, moved = now_left, time.monotonic()
            if self._at_work():
                moved = time.monotonic()
            if time.monotonic() - moved > PATIENCE:
                self.say("  (no worker answers: the demonstration runs the jobs itself)")
                outbox.drain()
                moved = time.monotonic()
            if time.monotonic() - started > GIVE_UP:
                raise Stuck(f"jobs of {self.case} are not done: {self._problems()}")
        if problems := self._problems():
            raise Stuck(f"jobs of {self.case} failed: {problems}")
        self.case = Case.objects.select_related("procedure", "commune").get(pk=self.case.pk)

    def sign(self) -> None:
        """The president signs; the provider signs in the worker; the case closes."""
        self.wait_for_jobs()
        decision = Decision.objects.get(case=self.case, state="sent")
        if decision.unsigned_id is None:
            raise Stuck(f"the paper of {self.case} was not rendered")
        self.act("begin_signature", self.who(Function.PRESIDENT), consent=True)
        self.wait_for_jobs()
        if self.case.state != State.CLOSED:
            raise Stuck(f"{self.case} was signed but did not close")
        self.say(f"  {self.day:%d/%m/%Y}  {'signed':<69} → {self.case.outcome}")

    def _at_work(self) -> bool:
        return Job.objects.filter(case=self.case, state=JobState.RUNNING).exists()

    def _jobs_left(self) -> int:
        return Job.objects.filter(case=self.case, state__in=[JobState.WAITING, JobState.RUNNING]).count()

    def _problems(self) -> str:
        bad = Job.objects.filter(case=self.case).exclude(last_error="").exclude(state=JobState.DONE)
        return "; ".join(f"{job.name}: {job.last_error[:200]}" for job in bad)
