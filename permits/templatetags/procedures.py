"""Rules of a procedure in the reader's language: ``{% load procedures %}``."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.functions import Function
from accounts.models import OfficeKind
from permits.papers import words
from permits.templatetags.components import amount, running
from workflows.explaintexts import CONFIDENCE, EFFECTS
from workflows.phrases import length
from workflows.procedures.grammar import Basis, Fee, Limit, Text

register = template.Library()

APPLICANTS = {
    "architect": gettext_lazy("an architect"),
    "surveyor": gettext_lazy("a licensed surveyor"),
    "owner": gettext_lazy("the owner or applicant"),
    "company": gettext_lazy("a company"),
}
OWNERS = {
    "authority": gettext_lazy("the authority that decides"),
    "desk": gettext_lazy("the one-stop desk"),
    "applicant": gettext_lazy("you, the applicant"),
    "holder": gettext_lazy("you, once you hold the permit"),
    "secretary": gettext_lazy("the secretary of the commission"),
    "payer": gettext_lazy("you, for the payment"),
}
DUE = {
    "after_favourable": gettext_lazy("after a favourable review"),
    "before_delivery": gettext_lazy("before the permit is delivered"),
    "closing": gettext_lazy("at the end of the works"),
}
SILENCE = {
    "granted": gettext_lazy("If the authority says nothing in time, the permit is deemed granted."),
    "refused": gettext_lazy("If the authority says nothing in time, the application is deemed refused."),
    "substitution": gettext_lazy("If the authority says nothing in time, you may turn to another authority."),
    "nothing": gettext_lazy("The silence of the authority has no effect."),
    "unknown": gettext_lazy("The texts read do not say what silence means: nothing happens by itself."),
}
PER = {
    "m2": gettext_lazy("per m²"),
    "m2_day": gettext_lazy("per m² and day"),
    "fixed": gettext_lazy("in all"),
}
NAMES = {"applicants": APPLICANTS, "owners": OWNERS, "due": DUE, "silence": SILENCE, "per": PER}


def _language() -> str:
    return (get_language() or "fr")[:2]


@register.filter
def said(text: Text | None) -> SafeString:
    """A text of a pack."""
    return running(text.in_language(_language()) if text is not None else "")


@register.filter
def named(value: str, table: str) -> str:
    """A word of the grammar, as people say it. Tables: applicants, owners, due, silence, per."""
    return str(NAMES[table].get(value, value))


@register.filter
def office_kind(value: str) -> str:
    """A kind of office."""
    return str(OfficeKind(value).label)


@register.filter
def function(value: str) -> str:
    """A function in an office."""
    return str(Function(value).label)


@register.filter
def lasting(limit: Limit | str) -> SafeString:
    """A length of legal time, or that none is known."""
    if isinstance(limit, Limit):
        return running(length(limit.n, limit.unit.value, _language()))
    return running(_("not set by the texts read"))


@register.filter
def law(basis: Basis | None) -> SafeString:
    """Where a rule comes from."""
    return running(words.cited(basis.law, _language()) if basis is not None else "")


@register.filter
def sure(basis: Basis | None) -> str:
    """What is to be known of how sure a rule is; nothing where it was read in the text itself."""
    return CONFIDENCE[_language()].get(basis.confidence.value, "") if basis is not None else ""


@register.filter
def lapse(effect: str) -> str:
    """What happens when a limit has passed."""
    return EFFECTS[_language()].get(str(effect), "")


@register.filter
def band(fee: Fee) -> SafeString:
    """The least and the most that the law allows."""
    low, high = amount(fee.lowest, fee.currency), amount(fee.highest, fee.currency)
    return high if fee.lowest == fee.highest else SafeString(f"{low} – {high}")


@register.filter
def money(rate: Decimal, currency: str) -> SafeString:
    """A rate."""
    return amount(rate, currency)
