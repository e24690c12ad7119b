"""Which signatures a paper must bear, and who makes each: the paper and the signing agree by this alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.functions import Function
from accounts.models import Delegation, Office
from permits.models import Decision
from permits.papers.contexts import RequiredSignature
from permits.papers.words import Both
from permits.writing.issuers import attester, decider
from permits.writing.problems import CannotWrite
from permits.writing.scope import paper_named, rules_of
from permits.writing.texts import both
from signatures.signatory import Required, Signatory
from workflows.legaltime import today
from workflows.models import Case
from workflows.procedures.grammar import Paper, Procedure
from workflows.procedures.grammar import Signatory as Rule

BY_THE_CHAIN = ("decision_grant", "decision_refusal")


@dataclass(frozen=True, slots=True)
class Link:
    """One signature: function, office, name of the field in the PDF, title as printed."""

    function: str
    office: Office
    field: str
    label: Both


def paper_of(decision: Decision) -> str:
    """The name, in the pack of its case, of the paper that carries a decision. Raises ``CannotWrite``."""
    rules = rules_of(decision.case)[1]
    wanted = f"decision_{decision.kind}"
    found = next((paper.name for paper in rules.papers if paper.template == wanted), None)
    if found is None:
        raise CannotWrite(_("The procedure %(code)s has no paper for this decision.") % {"code": rules.code})
    return found


def links(case: Case, paper: str, on: date | None = None) -> tuple[Link, ...]:
    """The signatures of a paper, in the order of signing; none where the pack says that it is not signed.

    Raises ``CannotWrite`` where an office that must sign is not there.
    """
    rules = rules_of(case)[1]
    spec = paper_named(rules, paper)
    if not spec.signed:
        return ()
    signers = _signers(case, rules, spec, on or today())
    return tuple(
        Link(function, office, f"sig_{n}_{function}", label)
        for n, (function, office, label) in enumerate(signers, 1)
    )


def required(case: Case, paper: str, on: date | None = None) -> tuple[Required, ...]:
    """What ``signatures`` must find in the signed file."""
    return tuple(
        Required(function=link.function, office=link.office.code, field=link.field)
        for link in links(case, paper, on)
    )


def printed(chain: tuple[Link, ...]) -> tuple[RequiredSignature, ...]:
    """The same, as the paper says it."""
    return tuple(
        RequiredSignature(function=one.function, office=one.office.code, field=one.field, label=one.label)
        for one in chain
    )


def signatory_for(
    case: Case, link: int, delegation: Delegation | None = None, *, paper: str, on: date | None = None
) -> Signatory:
    """Who makes the signature of that rank (0 is the first). Raises ``CannotWrite`` beyond the last."""
    chain = links(case, paper, on)
    if not 0 <= link < len(chain):
        raise CannotWrite(_("This paper needs no other signature."))
    one = chain[link]
    return Signatory(
        office=one.office.code,
        function=one.function,
        title_fr=one.label.fr,
        title_ar=one.label.ar,
        office_fr=one.office.name_fr,
        office_ar=one.office.name_ar,
        delegation=delegation.act if delegation else "",
    )


Signer = tuple[str, Office, Both]


def _signers(case: Case, rules: Procedure, spec: Paper, on: date) -> list[Signer]:
    if spec.template in BY_THE_CHAIN:
        return list(_chain(case, rules))
    if spec.template == "silence_attestation":
        by = attester(case, rules, on)
        return [((rules.silence.attested_by or Function.GOVERNOR).value, by.office, by.title)]
    return [_decider(case, rules)]


def _chain(case: Case, rules: Procedure) -> Iterator[Signer]:
    """The chain of the pack. Its last link is whoever decides this case, who may have been substituted."""
    *before, _last = rules.signatures or (None,)
    for rule in before:
        if rule is not None:
            yield rule.function.value, _office(case, rule), both(rule.text)
    last = rules.signatures[-1] if rules.signatures else None
    if last is None or last.office == "authority":
        yield _decider(case, rules)
    else:
        yield last.function.value, _office(case, last), both(last.text)


def _decider(case: Case, rules: Procedure) -> Signer:
    by = decider(case, rules)
    return Function(case.decider).value, by.office, by.title


def _office(case: Case, rule: Rule) -> Office:
    """The office of a link: the authority, or the one that last held the seat."""
    if rule.office == "authority":
        return case.authority
    row = case.consultations.filter(seat=rule.office).select_related("office").order_by("-round").first()
    if row is None:
        raise CannotWrite(_("The seat “%(seat)s” must sign, and was never asked.") % {"seat": rule.office})
    return row.office
