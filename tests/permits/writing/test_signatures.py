"""The paper and the signing agree on who signs, for which office, in which field."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.functions import Function
from accounts.models import Delegation, Post, User
from permits.writing import CannotWrite, required, signatory_for, write
from permits.writing.signatures import links
from tests.permits.writing.cases import CODE, ON, commune, drafted, version
from tests.permits.writing.reading import data
from workflows.models import Case, ProcedureVersion
from workflows.procedures.grammar import Procedure


def test_president_signs_a_grant_for_the_commune(examined: Case) -> None:
    (one,) = required(examined, "decision_grant")
    assert (one.function, one.office, one.field) == ("president", "com", "sig_1_president")
    who = signatory_for(examined, 0, paper="decision_grant")
    assert (who.title_fr, who.title_ar) == ("Le président du conseil communal", "رئيس مجلس الجماعة")
    assert (who.office_fr, who.office_ar) == ("Commune de Tamesna", "جماعة تامسنا")


def test_act_names_the_same_signatures(examined: Case) -> None:
    built = write("decision_grant", examined, code=CODE, on=ON, decision=drafted(examined))
    chain = required(examined, "decision_grant")
    assert data(built)["required_signatures"] == [
        {"function": one.function, "office": one.office, "field": one.field} for one in chain
    ]


def test_governor_signs_the_attestation_and_the_decider_a_deferral(examined: Case) -> None:
    (attests,) = required(examined, "silence_attestation", ON)
    (defers,) = required(examined, "deferral", ON)
    assert (attests.function, attests.office) == ("governor", "pref")
    assert (defers.function, defers.office) == ("president", "com")


def test_substituted_authority_takes_the_last_link(examined: Case) -> None:
    examined.authority, examined.decider = commune().parent, Function.LOCAL_AUTHORITY
    (one,) = required(examined, "decision_grant")
    assert (one.function, one.office, one.field) == ("local_authority", "pref", "sig_1_local_authority")
    assert signatory_for(examined, 0, paper="decision_grant").title_fr == "L’autorité locale"


def test_paper_that_is_not_signed_needs_no_signature(examined: Case) -> None:
    assert required(examined, "minutes") == ()
    with pytest.raises(CannotWrite):
        signatory_for(examined, 0, paper="minutes")


def test_delegation_is_carried_by_the_signature(examined: Case) -> None:
    post = commune().post(Function.PRESIDENT)
    assert signatory_for(examined, 0, _delegation(post), paper="decision_grant").delegation == "n° 12/2026"


def test_delegation_known_in_advance_is_cited(examined: Case) -> None:
    act = _delegation(commune().post(Function.PRESIDENT))
    built = write("decision_grant", examined, code=CODE, on=ON, decision=drafted(examined), delegation=act)
    assert "n° 12/2026" in built.html


def test_seat_of_the_chain_signs_before_the_authority(examined: Case) -> None:
    _with_chain(examined, ("urban_agency", "head"), ("authority", "president"))
    chain = links(examined, "decision_grant", ON)
    assert [(one.office.code, one.field) for one in chain] == [
        ("urban-agency", "sig_1_head"),
        ("com", "sig_2_president"),
    ]


def test_seat_that_was_never_asked_cannot_sign(examined: Case) -> None:
    _with_chain(examined, ("networks", "head"), ("authority", "president"))
    with pytest.raises(CannotWrite, match="networks"):
        required(examined, "decision_grant")


def _delegation(post: Post) -> Delegation:
    people = [User.objects.create_user(f"{name}@example.org") for name in ("president", "vice-president")]
    return Delegation.objects.create(
        post=post,
        delegator=people[0],
        delegate=people[1],
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
        act="n° 12/2026",
    )


def _with_chain(case: Case, *chain: tuple[str, str]) -> None:
    rules = version("ma/construire/grand/2023").procedure
    text, basis = rules.title.model_dump(), {"law": "essai", "confidence": "default"}
    signatures = [
        {"function": function, "office": office, "text": text, "basis": basis} for office, function in chain
    ]
    changed = Procedure.model_validate_json(
        Procedure.model_validate({**rules.model_dump(), "signatures": signatures}).canonical()
    )
    case.procedure = ProcedureVersion.objects.create(
        code=f"{changed.code}",
        country="ma",
        kind=changed.kind,
        track=changed.track,
        digest=changed.digest,
        content=changed.canonical(),
        valid_from=changed.valid_from,
        current=False,
    )
