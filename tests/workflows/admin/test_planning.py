"""Sittings are planned by those who hold them; a decided day has running limits counted again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.functions import Function
from accounts.models import User
from tests.permits.files import FILED_ON, Story
from workflows import legaltime
from workflows.models import CalendarDay, Job, Sitting


@pytest.fixture(autouse=True)
def on_that_day() -> object:
    with legaltime.moved_to(FILED_ON):
        yield


def staff(client: Client, user: User) -> Client:
    User.objects.filter(pk=user.pk).update(is_staff=True)
    client.force_login(User.objects.get(pk=user.pk))
    return client


def planned(client: Client, office: int, days: int = 3) -> int:
    form = {
        "office": office,
        "on": FILED_ON + timedelta(days=days),
        "items-TOTAL_FORMS": 0,
        "items-INITIAL_FORMS": 0,
    }
    return client.post(reverse("admin:workflows_sitting_add"), form).status_code


def test_the_desk_plans_for_its_own_office_only(client: Client, story: Story) -> None:
    staff(client, story.who(Function.DESK))
    assert planned(client, story.city.offices["prefecture"].pk) == 200 and not Sitting.objects.exists()
    assert planned(client, story.city.commune.pk) == 302
    assert Sitting.objects.get().office == story.city.commune


def test_nobody_plans_for_yesterday(client: Client, story: Story) -> None:
    staff(client, story.who(Function.SECRETARY))
    assert planned(client, story.city.commune.pk, days=-1) == 200 and not Sitting.objects.exists()


def test_a_reviewer_plans_nothing(client: Client, story: Story) -> None:
    staff(client, story.who(Function.REVIEWER, "urban-agency"))
    assert planned(client, story.city.commune.pk) == 403


def test_a_sitting_is_not_moved_by_hand(client: Client, story: Story) -> None:
    sitting = Sitting.objects.create(office=story.city.commune, on=FILED_ON)
    staff(client, story.who(Function.DESK))
    assert client.post(reverse("admin:workflows_sitting_change", args=[sitting.pk]), {}).status_code == 403


def day_form(**changed: object) -> dict[str, object]:
    return {
        "country": "ma", "day": "2026-03-20", "kind": "holiday", "label_fr": "Aïd", "label_ar": "عيد",
        "label_en": "Eid", "act": "Communiqué du 18 mars 2026", **changed,
    }  # fmt: skip


def test_a_decided_day_queues_the_recount_each_time_it_is_saved(client: Client, story: Story) -> None:
    client.force_login(User.objects.create_superuser("operator@example.org"))
    office = story.city.commune.pk
    assert client.post(reverse("admin:workflows_calendarday_add"), day_form(office=office)).status_code == 302
    day = CalendarDay.objects.get()
    assert [job.args["office_id"] for job in Job.objects.filter(name="recount_limits")] == [office]
    change = reverse("admin:workflows_calendarday_change", args=[day.pk])
    client.post(change, day_form(office=office, day="2026-03-21"))
    day.refresh_from_db()
    assert day.revision == 1 and Job.objects.filter(name="recount_limits").count() == 2


def test_a_decision_moved_to_another_office_is_recounted_in_both(client: Client, story: Story) -> None:
    client.force_login(User.objects.create_superuser("operator@example.org"))
    first, second = story.city.commune.pk, story.city.offices["telecom"].pk
    client.post(reverse("admin:workflows_calendarday_add"), day_form(office=first))
    day = CalendarDay.objects.get()
    Job.objects.all().delete()
    client.post(reverse("admin:workflows_calendarday_change", args=[day.pk]), day_form(office=second))
    assert {job.args["office_id"] for job in Job.objects.filter(name="recount_limits")} == {first, second}


def test_a_decision_taken_back_is_recounted(client: Client, story: Story) -> None:
    client.force_login(User.objects.create_superuser("operator@example.org"))
    client.post(reverse("admin:workflows_calendarday_add"), day_form(office=story.city.commune.pk))
    day = CalendarDay.objects.get()
    client.post(reverse("admin:workflows_calendarday_delete", args=[day.pk]), {"post": "yes"})
    assert not CalendarDay.objects.exists() and Job.objects.filter(name="recount_limits").count() == 2
