"""Which office issues a paper, and by which function: as the paper's head and last line say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.functions import Function
from accounts.models import Office, OfficeKind
from accounts.posts import offices_serving
from permits.papers.words import Both
from permits.writing.problems import CannotWrite
from permits.writing.texts import both, heading
from workflows.models import Case
from workflows.procedures.grammar import Procedure

DESK = Both("Le guichet unique", "الشباك الوحيد")
SECRETARIAT = Both("Le secrétariat de la commission", "كتابة اللجنة")
REVENUE = Both("La régie des recettes", "وكالة المداخيل")
PRESIDENT = Both("Le président du conseil communal", "رئيس مجلس الجماعة")
MAYOR = Both("Le maire", "رئيس البلدية")
LOCAL_AUTHORITY = Both("L’autorité locale", "السلطة المحلية")
WALI = Both("Le wali", "الوالي")
GOVERNOR = Both("Le gouverneur", "العامل")


@dataclass(frozen=True, slots=True)
class Issuer:
    """An office and the title of who speaks for it."""

    office: Office
    title: Both


def title_of(function: str, office: Office) -> Both:
    """How an act names a function, with its article: it opens a sentence."""
    if function == Function.GOVERNOR:
        return WALI if office.kind == OfficeKind.WILAYA else GOVERNOR
    if function == Function.PRESIDENT:
        return MAYOR if office.country == "fr" else PRESIDENT
    if function == Function.LOCAL_AUTHORITY:
        return LOCAL_AUTHORITY
    return heading(Function(function).label)


def decider(case: Case, rules: Procedure) -> Issuer:
    """Who decides: as the pack names it, unless another authority took the place of the silent one."""
    last = rules.signatures[-1] if rules.signatures else None
    if last is not None and last.office == "authority" and last.function == case.decider:
        return Issuer(case.authority, both(last.text))
    return Issuer(case.authority, title_of(case.decider, case.authority))


def attester(case: Case, rules: Procedure, on: date) -> Issuer:
    """Who attests the silence: the wali or governor in charge of the commune. Raises ``CannotWrite``."""
    kind = rules.silence.attested_at or OfficeKind.PREFECTURE
    office = offices_serving(case.commune, [kind], on).get(OfficeKind(kind).value)
    if office is None:
        text = _("No office that attests silence is set up for %(commune)s: ask the administrator.")
        raise CannotWrite(text % {"commune": case.commune.name})
    return Issuer(office, title_of(rules.silence.attested_by or Function.GOVERNOR, office))


_BY_TEMPLATE: Mapping[str, Callable[[Case, Procedure, date], Issuer]] = {
    "amendment_request": lambda case, rules, _on: decider(case, rules),
    "minutes": lambda case, _rules, _on: Issuer(case.commune, SECRETARIAT),
    "decision_grant": lambda case, rules, _on: decider(case, rules),
    "decision_refusal": lambda case, rules, _on: decider(case, rules),
    "deferral": lambda case, rules, _on: decider(case, rules),
    "silence_attestation": attester,
    "payment_slip": lambda case, _rules, _on: Issuer(case.commune, REVENUE),
}


def issuer(template: str, case: Case, rules: Procedure, on: date) -> Issuer:
    """Who issues a paper; the desk of the commune unless the law names another."""
    by = _BY_TEMPLATE.get(template)
    return by(case, rules, on) if by else Issuer(case.commune, DESK)
