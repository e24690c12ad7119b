"""Papers are rendered, stored and entered in the register."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from documents.models import Document, DocumentVersion
from documents.rendering import Attached, render_pdf
from documents.uploads import store
from permits.codes import new_paper_code
from permits.effects.sealing import seal_paper
from permits.models import Decision, DecisionState, FeeLine, Paper
from permits.papers.build import Built
from permits.registering import enter
from permits.writing import paper_of, write
from workflows.effects import effect
from workflows.events import Event
from workflows.models import Case

SIGNED_WITH_THE_CASE = (Event.GRANTED, Event.REFUSED)  # rendered before, published by the signature


@effect("issue_paper")
def issue_paper(case_id: int, paper: str, on: str, key: str = "") -> None:
    """Make the paper that the procedure hangs on an event; done already: nothing happens."""
    case = Case.objects.select_related("procedure", "commune", "authority").get(pk=case_id)
    spec = next(entry for entry in case.rules.papers if entry.name == paper) if case.rules else None
    if spec is None or (spec.signed and spec.on in SIGNED_WITH_THE_CASE):
        return
    unique = key or f"{paper}:{case.pk}:{on}"
    if Paper.objects.filter(key=unique).exists():
        return
    if spec.template == "payment_slip" and not FeeLine.objects.filter(permit__case=case).exists():
        return  # nothing is due: there is nothing to pay by
    code, day = new_paper_code(), date.fromisoformat(on)
    version = rendered(case, paper, write(paper, case, code=code, on=day), day)
    if spec.signed:
        version = seal_paper(case, paper, unique[-100:], version, day)
    enter(case, paper, unique, code, version, day, signed=spec.signed)


@effect("render_decision")
def render_decision(decision_id: int) -> None:
    """Make the paper that the signatory will see and sign."""
    decision = Decision.objects.select_related("number", "case__procedure", "case__commune").get(
        pk=decision_id
    )
    if decision.state != DecisionState.SENT or decision.unsigned_id is not None or decision.code is None:
        return
    name = paper_of(decision)
    day = decision.drafted_on
    built = write(name, decision.case, code=decision.code, on=day, decision=decision)
    version = rendered(decision.case, name, built, day)
    Decision.objects.filter(pk=decision.pk, state=DecisionState.SENT, unsigned__isnull=True).update(
        unsigned=version
    )


def rendered(case: Case, name: str, built: Built, day: date) -> DocumentVersion:
    """The PDF/A of a paper, stored."""
    created = timezone.make_aware(datetime.combine(day, time(12)))
    data = render_pdf(
        built.html,
        title=built.title,
        language=built.language,
        created=created,
        attachments=[Attached(name="act.json", data=built.act_json, description="The act, as data")],
    )
    document = Document.objects.create(title=built.title[:300], kind=name.replace("_", "-"))
    file_name = f"{case.reference}-{name}.pdf"
    return store(
        document=document, data=data, file_name=file_name, content_type="application/pdf", final=True
    )
