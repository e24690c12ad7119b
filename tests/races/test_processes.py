"""Other processes: numbers of the register without double or gap, messages that count once after a kill."""

from __future__ import annotations

import signal
from datetime import timedelta

import pytest
from celery import current_app
from django.db.models.functions import Now

from accounts.functions import Function
from permits.models import Message, PermitNumber
from tests.permits.acts.moments import REFIT
from tests.permits.files import Story
from tests.races.together import TRIALS, Crowd
from tests.workflows.processes import start
from workflows import outbox
from workflows.models import Job, JournalEntry

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

EACH, PROCESSES = 2, 8
SEND = """
from accounts.models import User
from tests.permits.files import FILED_ON
from workflows import engine, legaltime
print("ready", flush=True)
desk, *cases = map(int, input().split())
with legaltime.moved_to(FILED_ON):
    for case in cases:
        engine.perform(case, "send_to_signature", User.objects.get(pk=desk))
"""
DIE = """
import time
from django.db import transaction
from accounts.models import User
from tests.permits.files import FILED_ON
from workflows import effects, engine, legaltime, outbox
from workflows.models import Job

def here(*_args, **_more):
    print("here", flush=True)
    time.sleep(120)

{code}
"""
ACT_AND_DIE = """
outbox.ring = here
with legaltime.moved_to(FILED_ON):
    engine.perform({case}, "withdraw", User.objects.get(pk={who}), reason="Projet abandonné")
"""
WORK_AND_DIE = """
from django.core.mail import EmailMessage
EmailMessage.send = here
outbox.run({job})
"""


def test_eight_processes_reserve_numbers_of_the_register_without_double_or_gap(story: Story) -> None:
    takers = [start(SEND) for _ in range(PROCESSES)]
    desk, cases = story.who(Function.DESK), []
    for _ in range(EACH * PROCESSES):
        refit = Story(story.city).filed("refection", REFIT).admitted()
        refit.act("draft_decision", desk, kind="grant")
        cases.append(refit.case.pk)
    for taker in takers:
        assert taker.stdout is not None and taker.stdout.readline() == "ready\n"
    for n, taker in enumerate(takers):
        assert taker.stdin is not None
        taker.stdin.write(" ".join(map(str, [desk.pk, *cases[n * EACH : (n + 1) * EACH]])) + "\n")
        taker.stdin.flush()
    for taker in takers:
        taker.communicate(timeout=120)
    assert [taker.returncode for taker in takers] == [0] * PROCESSES
    numbers = PermitNumber.objects.order_by("position")
    assert [number.position for number in numbers] == list(range(1, EACH * PROCESSES + 1))
    assert {number.case_id for number in numbers} == set(cases)


def killed_here(code: str) -> None:
    """A process that is killed where it says that it is."""
    with start(DIE.format(code=code)) as process:
        assert process.stdout is not None and process.stdout.readline() == "here\n"
        process.kill()
    assert process.returncode == -signal.SIGKILL


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bells reach nobody."""
    monkeypatch.setattr(current_app, "send_task", lambda *_args, **_options: None)


def messages(story: Story, act: str = "withdraw") -> list[str]:
    job = Job.objects.get(case=story.case, name="tell_parties", args={"act": act})
    return list(Message.objects.filter(key__startswith=f"{job.key}:").values_list("message_id", flat=True))


def test_an_act_killed_right_after_its_commit_is_told_once(story: Story, silent: None) -> None:
    story.filed("refection", REFIT)
    killed_here(ACT_AND_DIE.format(case=story.case.pk, who=story.architect.pk))
    assert JournalEntry.objects.filter(case=story.case, action="withdraw", subject="case").count() == 1
    assert not messages(story)
    tell = Job.objects.get(case=story.case, args={"act": "withdraw"})
    assert outbox.run(tell.pk) and not outbox.run(tell.pk)
    assert len(messages(story)) == 2  # the owner and the architect


def test_a_worker_killed_while_it_sends_leaves_one_message(story: Story, silent: None) -> None:
    story.filed("refection", REFIT).act("withdraw", story.architect, reason="Projet abandonné")
    tell = Job.objects.get(case=story.case, args={"act": "withdraw"})
    killed_here(WORK_AND_DIE.format(job=tell.pk))
    first = messages(story)
    assert len(first) == 1 and not outbox.run(tell.pk)  # recorded, not sent; its lease still runs
    Job.objects.filter(pk=tell.pk).update(lease_until=Now() - timedelta(seconds=1))
    assert outbox.run(tell.pk)
    again = messages(story)
    assert len(again) == len(set(again)) == 2 and first[0] in again
    assert not Message.objects.filter(case=story.case, message_id__in=again, sent_at=None).exists()


def test_two_deliveries_of_one_bell_send_one_message(story: Story, silent: None) -> None:
    with Crowd(2) as crowd:
        for _ in range(TRIALS // 4):
            refit = Story(story.city).filed("refection", REFIT)
            job = Job.objects.get(case=refit.case, name="tell_parties")
            ran = crowd.at_once(*[lambda pk=job.pk: outbox.run(pk)] * 2)
            assert sorted(map(bool, ran)) == [False, True]
            assert len(messages(refit, "file")) == 2
