"""Papers of files that went through the one door: the journal, clocks and rows are the real ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.functions import Function
from permits.models import Decision
from permits.writing import paper_of, required, write
from tests.permits.files import FILED_ON, Story
from tests.permits.writing.cases import CODE
from tests.permits.writing.reading import data, text
from workflows import legaltime, settlement
from workflows.models import Case


def fresh(story: Story) -> Case:
    """The case as a worker reads it."""
    return Case.objects.select_related("procedure", "commune", "authority").get(pk=story.case.pk)


def test_minutes_tell_the_real_journal_and_prove_each_opinion(story: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        story.filed().admitted().reviewed().minuted()
    said = data(write("minutes", fresh(story), code=CODE, on=FILED_ON))["content"]
    assert [step["text"]["fr"] for step in said["history"]] == [
        "dépôt de la demande",
        "envoi aux membres de la commission",
    ]
    entries = {entry.seq: entry.hash[:8] for entry in fresh(story).journal.filter(action="give_opinion")}
    assert said["opinions"]
    for block in said["opinions"]:
        seq, digest = block["proof"].removeprefix("J-").split("/")
        assert entries[int(seq)] == digest


def test_request_to_amend_carries_what_was_asked(story: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        story.filed().admitted().reviewed(urban_agency="unfavourable").minuted()
        story.act("request_amendments", story.who(Function.PRESIDENT), items=["Reculer la façade d’un mètre"])
    page = text(write("amendment_request", fresh(story), code=CODE, on=FILED_ON))
    assert "Reculer la façade d’un mètre" in page
    assert "Motif suffisant." in page


def test_draft_sent_to_signature_becomes_the_act_that_is_signed(story: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        story.filed().admitted().reviewed().minuted().sent(conditions=["Nettoyer la voie"])
    decision = Decision.objects.select_related("number", "case__procedure").get(case=story.case)
    built = write(paper_of(decision), fresh(story), code=CODE, on=FILED_ON, decision=decision)
    assert decision.number is not None
    assert data(built)["number"] == decision.number.text
    assert "Nettoyer la voie" in text(built)
    assert [one.field for one in required(fresh(story), paper_of(decision))] == ["sig_1_president"]


def test_deferral_states_what_was_decided(story: Story) -> None:
    until = FILED_ON + timedelta(days=90)
    with legaltime.moved_to(FILED_ON):
        story.filed().admitted().reviewed().minuted()
        values = {"reason": "Plan à l’étude", "until": until, "article": "loi 12-90 art. 45"}
        story.act("defer", story.who(Function.PRESIDENT), **values)
    said = data(write("deferral", fresh(story), code=CODE, on=FILED_ON))["content"]
    assert said["ends_on"] == until.isoformat()
    assert said["reasons"][0]["remarks"] == "Plan à l’étude"
    assert said["length"] is None


@pytest.mark.parametrize("late", [1, 200])
def test_attestation_gives_the_legal_date_whenever_silence_is_settled(story: Story, late: int) -> None:
    with legaltime.moved_to(FILED_ON):
        story.filed()
    last = fresh(story).clocks.get(name="silence").due_on
    assert last is not None
    with legaltime.moved_to(last + timedelta(days=late)):
        settlement.settle_case(story.case.pk)
        said = data(write("silence_attestation", fresh(story), code=CODE, on=legaltime.today()))["content"]
    assert (said["silence_since"], said["limit"]["ends_on"]) == (last.isoformat(), last.isoformat())
    assert said["permit_number"] == fresh(story).permit.number
    assert said["limit"]["length"]["ar"] == "شهران"


def test_receipt_shows_the_limits_as_they_were_counted(story: Story) -> None:
    with legaltime.moved_to(FILED_ON):
        story.filed()
    said = data(write("deposit_receipt", fresh(story), code=CODE, on=FILED_ON))["content"]
    ends = {line["label"]["fr"]: line["ends_on"] for line in said["limits"]}
    assert ends["Silence du président"] == date(2026, 5, 4).isoformat()  # 2 May is a Saturday
    assert len(said["pieces"]) == fresh(story).application.pieces.count()
