"""Any course of acts, by anybody, on any days: the case, its limits and its journal stay coherent."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from accounts.functions import Function
from accounts.models import User
from permits.models import Permit, PermitNumber
from tests.permits.acts.anything import payload_for
from tests.permits.acts.moments import Moments
from tests.permits.files import FILED_ON
from workflows import engine, journal_verify, legaltime
from workflows.lifecycle import Outcome, State
from workflows.models import Clock, JournalEntry, Opinion
from workflows.reasons import NotVisible, Refused
from workflows.registry import Payload, all_actions

pytestmark = [pytest.mark.django_db, pytest.mark.starts_from("filed")]

PERSONAL = [action.name for action in all_actions() if action.roles]
OF_THE_ENGINE = ["remind", "recount"]
PLAIN = [action.name for action in all_actions() if action.roles and action.payload is Payload]
MOMENTS = ("filed", "tower_filed", "in_review", "deciding", "signing", "granted", "french_in_review")
LEADING = (Function.DESK, Function.PRESIDENT, Function.CASHIER)
BACKWARD = (
    "recuse",
    "withdraw",
    "end_party",
    "add_party",
    "hand_in",
    "judge_piece",
    "withdraw_opinion",
    "classify",
    "refer",
    "extend",
)
NOBODY_AWAITED = (State.DECIDING, State.SIGNING, State.AMENDING, State.DEFERRED, State.CLOSED)


class AnyCourse(RuleBasedStateMachine):
    """One file, everybody in the city, and time that goes on."""

    moments: Moments

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.settled: dict[int, dict[str, Any]] = {}
        self.today = FILED_ON

    @initialize(moment=st.sampled_from(MOMENTS))
    def begin(self, moment: str) -> None:
        self.story = self.moments.at(moment)
        city = self.story.city
        self.people = [self.story.architect, city.owner, *city.people.values()]

    def teardown(self) -> None:
        findings = journal_verify.verify()
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)
        assert findings.ok, findings.problems

    @rule(days=st.sampled_from([1, 1, 1, 2, 2, 3, 5, 8, 70, 400]))
    def time_goes_on(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(data=st.data(), name=st.sampled_from(PERSONAL))
    def somebody_tries_something(self, data: st.DataObject, name: str) -> None:
        self.attempt(name, data.draw(st.sampled_from(self.people)), data)

    @rule(data=st.data(), name=st.sampled_from(OF_THE_ENGINE))
    def a_worker_comes_back(self, data: st.DataObject, name: str) -> None:
        self.attempt(name, None, data)

    @rule(data=st.data(), seed=st.randoms(use_true_random=False))
    def the_file_goes_on(self, data: st.DataObject, seed: Random) -> None:
        """Somebody does what the page shows as possible; a seat that is asked, what it is asked."""
        awaited = {row.office.code for row in self.story.case.consultations.filter(state="requested")}
        leading = [who for (office, role), who in self.story.city.people.items() if role in LEADING]
        seats = [who for (office, _role), who in self.story.city.people.items() if office in awaited]
        cast = [self.story.architect, *leading, *seats]
        for who in seed.sample(cast, len(cast)):
            if onward := [name for name in self.possible(who) if name not in BACKWARD]:
                name = "give_opinion" if "give_opinion" in onward else seed.choice(onward)
                return self.attempt(name, who, data, **self.own_seat(name, who))

    @rule(data=st.data())
    def the_signature_comes_back(self, data: st.DataObject) -> None:
        self.attempt("sign", None, data)

    @rule(data=st.data())
    def what_is_shown_is_so(self, data: st.DataObject) -> None:
        """A page and the door give the same answer, where nothing is to be typed."""
        who = data.draw(st.sampled_from(self.people))
        with legaltime.moved_to(self.today):
            for name, codes in self.shown_to(who).items():
                if name in PLAIN:
                    assert self.codes_of(name, who) == codes, name

    def possible(self, who: User) -> list[str]:
        with legaltime.moved_to(self.today):
            return [name for name, codes in self.shown_to(who).items() if not codes]

    def shown_to(self, who: User) -> dict[str, frozenset[str]]:
        try:
            shown = engine.actions_for(self.story.case, who)
        except NotVisible:
            return {}
        return {one.action.name: frozenset(reason.code for reason in one.reasons) for one in shown}

    def codes_of(self, name: str, who: User) -> frozenset[str]:
        try:
            with transaction.atomic():
                engine.perform(self.story.case.pk, name, who)
                transaction.set_rollback(True)
        except Refused as refused:
            return refused.codes
        return frozenset()

    def own_seat(self, name: str, who: User) -> dict[str, str]:
        """The seat for which this person speaks."""
        offices = [office for (office, _role), one in self.story.city.people.items() if one == who]
        rows = self.story.case.consultations.filter(office__code__in=offices, state="requested")
        return {"seat": rows[0].seat} if name == "give_opinion" and rows else {}

    def attempt(self, name: str, who: User | None, data: st.DataObject, **more: str) -> None:
        """Only a refusal with reasons, or silence to strangers, may come of it."""
        with legaltime.moved_to(self.today):
            payload = payload_for(name, self.story, data.draw) | more
            if data.draw(st.integers(0, 9)) == 0:
                days = data.draw(st.integers(-1, 30))
                payload |= {"effective_on": self.today - timedelta(days=days), "evidence": "cachet"}
            try:
                with transaction.atomic():
                    engine.perform(self.story.case.pk, name, who, **payload)
            except Refused as refused:
                assert refused.reasons and all(reason.text for reason in refused.reasons)
            except NotVisible:
                assert who is not None
            else:
                assert not Clock.objects.overdue(self.today).filter(case=self.story.case).exists()
        self.story.case = type(self.story.case).objects.get(pk=self.story.case.pk)

    @invariant()
    def the_database_agrees(self) -> None:
        connection.check_constraints()

    @invariant()
    def settled_limits_never_move(self) -> None:
        for row in Clock.objects.filter(state__in=["stopped", "passed"]).values():
            assert self.settled.setdefault(row["id"], row) == row

    @invariant()
    def seats_fit_the_case(self) -> None:
        if not hasattr(self, "story"):
            return
        case = self.story.case
        rows = case.consultations.all()
        assert all(row.round <= case.round for row in rows)
        if case.state in NOBODY_AWAITED:
            assert not [row.seat for row in rows if row.state == "requested"]
        answered = Opinion.objects.filter(consultation__case=case, current=True).count()
        assert answered == sum(row.state == "answered" for row in rows)

    @invariant()
    def a_permit_fits_the_end_of_its_case(self) -> None:
        if not hasattr(self, "story"):
            return
        case = self.story.case
        permit = Permit.objects.filter(case=case).first()
        granted = case.outcome in (Outcome.GRANTED, Outcome.DEEMED_GRANTED)
        assert (permit is not None) == granted
        assert (case.state == State.CLOSED) == bool(case.outcome)
        if permit is not None:
            assert permit.deemed == (case.outcome == Outcome.DEEMED_GRANTED)
        if case.outcome == Outcome.GRANTED:
            last = case.consultations.filter(binding=True).order_by("seat", "-round").distinct("seat")
            said = [(row, row.opinions.filter(current=True).first()) for row in last]
            assert {opinion.value if opinion else row.deemed for row, opinion in said} <= {"favourable"}

    @invariant()
    def numbers_have_no_loose_end(self) -> None:
        if not hasattr(self, "story"):
            return
        numbers = PermitNumber.objects.filter(case=self.story.case)
        used = sum(number.status == "used" for number in numbers)
        reserved = sum(number.status == "reserved" for number in numbers)
        assert used + reserved <= 1
        assert used == (self.story.case.outcome in (Outcome.GRANTED, Outcome.REFUSED))
        assert not (reserved and self.story.case.state == State.CLOSED)

    @invariant()
    def legal_time_of_the_law_never_runs_back(self) -> None:
        if not hasattr(self, "story"):
            return
        rows = JournalEntry.objects.filter(case=self.story.case, subject="case")
        moves = [row.effective_on for row in rows.order_by("seq") if row.from_state != row.to_state]
        assert moves == sorted(moves)


def test_any_course_of_acts_leaves_everything_coherent(moments: Moments) -> None:
    moments.bring_to(*MOMENTS)
    AnyCourse.moments = moments
    run_state_machine_as_test(
        AnyCourse,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking would take minutes
        ),
    )
