"""What anybody might send for an act: mostly sensible, sometimes not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from accounts.functions import Function
from permits.models import Decision, Party, Payment, PieceFile
from signatures.models import SigningSession
from tests.permits.acts.signing import session_for
from tests.permits.files import Story, a_file
from workflows import legaltime
from workflows.models import Reserve, Sitting

Draw = Callable[[Any], Any]
REASON = {"reason": "Motif suffisant"}
BY_ACT = {"act": "Arrêté 12/2026", **REASON}
GROUND = {"text": "Hauteur excessive", "article": "12-90 art. 46"}
PIECES = (
    "ownership",
    "situation_plan",
    "architect_plans",
    "project_plans",
    "architect_contract",
    "horoscope",
)


def payload_for(name: str, story: Story, draw: Draw) -> dict[str, Any]:
    """A payload for this act on this case."""
    make = MAKERS.get(name)
    return make(story, draw) if make else {}


def _pick(draw: Draw, *choices: Any) -> Any:
    return draw(st.sampled_from(choices))


def _upload(story: Story, draw: Draw) -> dict[str, Any]:
    return {"piece": _pick(draw, *PIECES), "version": str(a_file(story.architect).pk)}


def _judge(story: Story, draw: Draw) -> dict[str, Any]:
    files = PieceFile.objects.filter(application__case=story.case, current=True).order_by("pk")
    return {"file": _pick(draw, *files.values_list("pk", flat=True)), **_verdict(draw)}


def _verdict(draw: Draw) -> dict[str, str]:
    return _pick(draw, {"status": "accepted"}, {"status": "rejected", **REASON}, {"status": "rejected"})


def _opinion(story: Story, draw: Draw) -> dict[str, Any]:
    agreed: dict[str, Any] = {"value": "favourable"}
    reserve = {"value": "with_reserves", "reserves": [GROUND]}
    no = {"value": "unfavourable", "text": "Motif suffisant"}
    said = _pick(draw, agreed, agreed, agreed, agreed, agreed, reserve, no, {"value": "adjourned"})
    return {"seat": _some_seat(story, draw), **said}


def _some_seat(story: Story, draw: Draw) -> str:
    """Mostly one that is asked."""
    asked = story.case.consultations.order_by("seat").values_list("seat", flat=True)
    return str(_pick(draw, *(asked if draw(st.integers(0, 5)) else ()), "telecom", "expert_hygiene"))


def _sitting(story: Story, draw: Draw) -> dict[str, Any]:
    on = legaltime.today() + timedelta(days=_pick(draw, 0, 0, 3, -1))
    return {"sitting": Sitting.objects.get_or_create(office=story.city.commune, on=on)[0].pk}


def _minutes(story: Story, draw: Draw) -> dict[str, Any]:
    office = _pick(draw, story.city.commune.code, "urban-agency", "hygiene")
    return {"attendance": [{"office": office, "present": True}]}


def _draft(story: Story, draw: Draw) -> dict[str, Any]:
    grant = {"kind": "grant", "departure": "Motif"}
    return dict(_pick(draw, grant, grant, {"kind": "refusal", "grounds": [GROUND]}, {"kind": "refusal"}))


def _session(story: Story, draw: Draw) -> dict[str, Any]:
    decision = Decision.objects.filter(case=story.case).order_by("-pk").first()
    if decision is None:
        return {"session": "00000000-0000-0000-0000-000000000000"}
    Decision.objects.filter(pk=decision.pk, state="sent", unsigned=None).update(
        unsigned=a_file(story.architect, "decision.pdf")
    )
    decision.refresh_from_db()
    old = SigningSession.objects.filter(subject=f"decision:{decision.pk}").first()
    return {"session": str((old or session_for(decision, story)).pk)}


def _by_hand(story: Story, draw: Draw) -> dict[str, Any]:
    desk = next(who for (_office, function), who in story.city.people.items() if function == Function.DESK)
    return {"version": str(a_file(desk).pk), "place_of_original": "Archives, boîte 4"}


def _defer(story: Story, draw: Draw) -> dict[str, Any]:
    until = legaltime.today() + timedelta(days=_pick(draw, 30, 30, 0, 1000))
    return {"until": until, "article": "12-90 art. 45", **REASON}


def _money(story: Story, draw: Draw) -> dict[str, Any]:
    return {"amount": _pick(draw, "100", "5400", "99999"), "receipt": _pick(draw, "Q-1", "Q-2", "Q-3")}


def _reversal(story: Story, draw: Draw) -> dict[str, Any]:
    rows = Payment.objects.filter(permit__case=story.case).order_by("pk").values_list("pk", flat=True)
    return {"payment": _pick(draw, 0, *rows), **REASON}


def _reserve(story: Story, draw: Draw) -> dict[str, Any]:
    rows = Reserve.objects.filter(opinion__consultation__case=story.case).order_by("pk")
    return {"reserve": _pick(draw, 0, *rows.values_list("pk", flat=True)), "proof": "Plan modifié"}


def _party(story: Story, draw: Draw) -> dict[str, Any]:
    rows = Party.objects.filter(application__case=story.case).order_by("pk").values_list("pk", flat=True)
    return {"party": _pick(draw, 0, *rows), **REASON}


def _same(**payload: Any) -> Callable[[Story, Draw], dict[str, Any]]:
    return lambda story, draw: payload


def _seat(story: Story, draw: Draw) -> dict[str, Any]:
    return {"seat": _some_seat(story, draw), **REASON}


MAKERS: dict[str, Callable[[Story, Draw], dict[str, Any]]] = {
    "declare": _same(facts={"levels": 3}),
    "classify": lambda story, draw: {"track": _pick(draw, "petit", "grand", "moyen"), **REASON},
    "hand_in": _upload,
    "judge_piece": _judge,
    "request_pieces": lambda story, draw: {"pieces": [{"piece": _pick(draw, *PIECES), **REASON}]},
    "declare_inadmissible": _same(**REASON),
    "refer": lambda story, draw: {"office": _pick(draw, "rivage", "telecom", "nulle-part"), **REASON},
    "invite_expert": lambda story, draw: {"office": _pick(draw, "hygiene", "nulle-part"), **REASON},
    "pass_over": _seat,
    "give_opinion": _opinion,
    "correct_opinion": _opinion,
    "withdraw_opinion": _seat,
    "prove_reserve": _reserve,
    "lift_reserve": _reserve,
    "schedule": _sitting,
    "record_minutes": _minutes,
    "request_amendments": _same(items=["Réduire la hauteur"]),
    "resubmit": lambda story, draw: {"changed": [_pick(draw, "architecture", "telecom")]},
    "draft_decision": _draft,
    "return_decision": _same(**REASON),
    "begin_signature": _same(consent=True),
    "sign": _session,
    "countersign": _session,
    "sign_by_hand": _by_hand,
    "defer": _defer,
    "resume": _same(**REASON),
    "withdraw": _same(**REASON),
    "notify": _same(proof="AR 55"),
    "recuse": _same(**REASON),
    "extend": lambda story, draw: {"clock": _pick(draw, "silence", "validity", "total"), **REASON},
    "add_party": _same(role="co_owner", name_fr="Indivisaire"),
    "end_party": _party,
    "record_payment": _money,
    "record_exemption": lambda story, draw: {"amount": _pick(draw, "100", "5400"), **REASON},
    "reverse_payment": _reversal,
    **{name: _same(**BY_ACT) for name in ("suspend", "reinstate", "revoke", "annul", "supersede")},
    "correct": _same(was="45678/C", should_be="45679/C", **BY_ACT),
}
