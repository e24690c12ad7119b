"""Running jobs: lease, run without any lock, then done, later, or dead."""

from __future__ import annotations

import logging
import os
import random
import socket
import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from workflows import effects
from workflows.models import Job, JobState

logger = logging.getLogger(__name__)

FIRST_DELAY = 10.0
LONGEST_DELAY = 3600.0
ERROR_LENGTH = 2000
LAPSED = "The worker was lost while running it, %s times."


def run(job_id: int) -> bool:
    """Run a job if it is due and nobody else has it; returns whether it was run, well or not."""
    job = _lease(job_id)
    if job is None:
        return False
    try:
        effects.find(job.name).call(job.args, case_id=job.case_id, key=job.key)
    except effects.Permanent as error:
        _bury(job, error)
    except Exception as error:
        logger.warning("%s failed (attempt %s)", job, job.attempts, exc_info=True)
        _put_off(job, error)
    else:
        _close(job, state=JobState.DONE, done_at=Now(), last_error="")
    return True


def drain(limit: int = 1000) -> int:
    """Run what is due, here and now, until nothing is left or the limit is met; returns how many were run."""
    done = 0
    while done < limit:
        due = Job.objects.due().order_by("run_after", "pk").values_list("pk", flat=True)[:50]
        ran = sum(run(job_id) for job_id in list(due))
        if not ran:
            break
        done += ran
    return done


def _lease(job_id: int) -> Job | None:
    """Take the job for a while, in a short transaction. None: not due, or another has it."""
    with transaction.atomic():
        job = Job.objects.due().filter(pk=job_id).select_for_update(skip_locked=True).first()
        if job is None:
            return None
        lapsed = job.state == JobState.RUNNING
        job.state, job.attempts = JobState.RUNNING, job.attempts + 1
        job.leased_by = f"{socket.gethostname()[:30]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        lease, attempts = _terms(job.name)
        held = Job.objects.filter(pk=job.pk)
        held.update(
            state=job.state, attempts=job.attempts, leased_by=job.leased_by, lease_until=Now() + lease
        )
        if not lapsed or job.attempts <= attempts:
            return job
        _close(job, state=JobState.DEAD, last_error=LAPSED % (job.attempts - 1))
    return None


def _terms(name: str) -> tuple[timedelta, int]:
    """Lease and attempts of an effect; of an unknown one, the usual."""
    try:
        found = effects.find(name)
    except effects.UnknownEffect:
        return effects.LEASE, effects.ATTEMPTS
    return found.lease, found.attempts


def _put_off(job: Job, error: Exception) -> None:
    """Try again later, twice as late each time; after the last attempt the job is dead."""
    if job.attempts >= _terms(job.name)[1]:
        _bury(job, error)
        return
    delay = min(FIRST_DELAY * 2 ** (job.attempts - 1), LONGEST_DELAY) * random.uniform(0.75, 1.25)
    later = Now() + timedelta(seconds=delay)
    _close(job, state=JobState.WAITING, run_after=later, rung_at=None, last_error=_said(error))


def _bury(job: Job, error: Exception) -> None:
    logger.error("%s is dead after %s attempt(s): %s", job, job.attempts, error)
    _close(job, state=JobState.DEAD, last_error=_said(error))


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".replace("\x00", "")[:ERROR_LENGTH]


def _close(job: Job, **fields: object) -> None:
    """Let go of the job, unless the lease lapsed and another worker took it meanwhile."""
    mine = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, leased_by=job.leased_by)
    if not mine.update(lease_until=None, leased_by="", **fields):
        logger.warning("%s outlived its lease; another worker took it.", job)
