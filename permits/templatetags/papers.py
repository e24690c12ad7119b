"""Template language of the papers: isolated references, dates and amounts, two-language pairs."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from permits.papers import words
from permits.papers.bidi import direction, unbroken
from permits.papers.words import Both

register = template.Library()


@register.filter
def ref(value: object) -> SafeString:
    """A reference, number or name, kept in one piece and in its own direction in any text."""
    text = str(value)
    return format_html('<bdi dir="{}"{}>{}</bdi>', direction(text), mark_safe(unbroken(text)), text)


@register.filter
def cited(value: str, language: str) -> SafeString:
    """A legal source, in the language of the text around it where it can be said."""
    return ref(words.cited(value, language))


@register.filter
def de(value: str) -> str:
    """A French noun after "de": ``de permis``, ``d’autorisation``."""
    return f"d’{value}" if value[:1].lower() in "aeiouéèêh" else f"de {value}"


@register.filter
def free(value: str) -> SafeString:
    """Text typed by somebody, in its own language and direction; its line breaks are kept."""
    way = direction(value)
    language = "ar" if way == "rtl" else "fr"
    return format_html('<div class="free" dir="{}" lang="{}">{}</div>', way, language, value.strip())


@register.filter
def day(value: date, language: str) -> SafeString:
    """A date in words."""
    way = "rtl" if language == "ar" else "ltr"
    return format_html('<bdi dir="{}">{}</bdi>', way, words.day(value, language))


@register.filter
def hour(value: datetime, language: str) -> SafeString:
    """An hour."""
    return format_html('<bdi dir="ltr">{}</bdi>', words.hour(value, language))


@register.filter
def sitting(value: datetime) -> SafeString:
    """The day and hour of a sitting, in French and Arabic months' common figures."""
    return format_html('<bdi dir="ltr">{}</bdi>', f"{words.day(value, 'fr')}, {words.hour(value, 'fr')}")


@register.filter
def money(value: Decimal, currency: str = "MAD") -> SafeString:
    """An amount."""
    return format_html('<bdi dir="ltr">{}</bdi>', words.money(value, currency))


@register.filter
def area(value: Decimal) -> SafeString:
    """An area in m²."""
    return format_html('<bdi dir="ltr">{}</bdi>', words.area(value))


@register.filter
def named(party: object, language: str) -> SafeString:
    """The name of a party in the language of the text around it, when known."""
    return ref(party.named(language))  # type: ignore[attr-defined]  # a PartyLine, given by a template


class PairNode(Node):
    """Two blocks side by side: the French text and the Arabic one."""

    def __init__(self, french: NodeList, arabic: NodeList, css: FilterExpression) -> None:
        self.french, self.arabic, self.css = french, arabic, css

    def render(self, context: Context) -> SafeString:
        css = self.css.resolve(context)
        french = self.french.render(context)
        if "ar" not in context["paper"].commune.languages:
            return format_html('<div class="alone {}" lang="fr">{}</div>', css, mark_safe(french))
        return format_html(
            '<div class="pair {}"><div class="fr" lang="fr" dir="ltr">{}</div>'
            '<div class="ar" lang="ar" dir="rtl">{}</div></div>',
            css,
            mark_safe(french),
            mark_safe(self.arabic.render(context)),
        )


@register.tag
def pair(parser: Parser, token: Token) -> PairNode:
    """``{% pair "css" %}texte{% ar %}نص{% endpair %}``: the Arabic half is left out where not used."""
    _name, *rest = token.split_contents()
    css = parser.compile_filter(rest[0] if rest else '""')
    french = parser.parse(("ar",))
    parser.delete_first_token()
    arabic = parser.parse(("endpair",))
    parser.delete_first_token()
    return PairNode(french, arabic, css)


@register.simple_tag(takes_context=True)
def both(context: Context, text: Both, css: str = "") -> SafeString:
    """A text of two languages on one line: French, then Arabic where it is used."""
    if "ar" not in context["paper"].commune.languages:
        return format_html('<span class="{}" lang="fr">{}</span>', css, text.fr)
    return format_html(
        '<span class="both {}"><span lang="fr" dir="ltr">{}</span> <span class="bar">/</span> '
        '<span lang="ar" dir="rtl">{}</span></span>',
        css,
        text.fr,
        text.ar,
    )


@register.simple_tag(takes_context=True)
def row(context: Context, french: str, arabic: str, *values: object) -> SafeString:
    """A line of facts: French label, values one under another, Arabic label. Empty values are left out."""
    bilingual = "ar" in context["paper"].commune.languages
    texts = [text for text in map(str, values) if text and (bilingual or direction(text) == "ltr")]
    lines = format_html_join("", "<p>{}</p>", ((_value(value),) for value in values if str(value) in texts))
    label = format_html('<div class="kar" lang="ar" dir="rtl">{}</div>', arabic) if bilingual else ""
    return format_html(
        '<div class="row"><div class="k" lang="fr">{}</div><div class="v">{}</div>{}</div>',
        french,
        lines,
        label,
    )


def _value(value: object) -> SafeString:
    """A value of a line, in its own language; what a filter already wrote is kept."""
    if isinstance(value, SafeString):
        return value
    text = str(value)
    way = direction(text)
    return format_html('<span lang="{}" dir="{}">{}</span>', "ar" if way == "rtl" else "fr", way, text)


@register.simple_tag(takes_context=True)
def pair_inline(context: Context, french: str, arabic: str) -> SafeString:
    """Two fixed texts on one line: a label in both languages."""
    return both(context, Both(french, arabic))
