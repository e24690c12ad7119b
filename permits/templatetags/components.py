"""The components of pages as tags: ``{% load components %}``. Each writes a file of templates/components/."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect
from django.template.context import Context
from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from permits.papers.bidi import isolate

register = template.Library()

NNBSP = "\u202f"
LEFT_TO_RIGHT = {"email", "tel", "url", "number", "password", "date"}


@register.simple_tag
def ref(value: object) -> SafeString:
    """A reference, number, code, phone or amount: it reads the same inside Arabic text."""
    return format_html('<bdi dir="ltr">{}</bdi>', "" if value is None else value)


@register.filter
def running(value: object) -> SafeString:
    """A sentence in the language of the page; in Arabic, its numbers and Latin words are isolated."""
    if not get_language_bidi():
        return conditional_escape(str(value))
    return mark_safe(isolate(str(value)))  # isolate escapes


@register.simple_tag
def day(value: date | datetime | None) -> SafeString:
    """A date in words, in the reader's language."""
    if value is None:
        return mark_safe("–")
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    text = formats.date_format(local, "DATE_FORMAT")
    return format_html('<time datetime="{}"><bdi>{}</bdi></time>', local.strftime("%Y-%m-%d"), text)


@register.simple_tag
def hour(value: datetime) -> SafeString:
    """An hour of the day, 24 h, where the commune is."""
    return format_html('<bdi dir="ltr">{}</bdi>', timezone.localtime(value).strftime("%H:%M"))


@register.simple_tag
def amount(value: Decimal | int | str, currency: str = "MAD") -> SafeString:
    """Money, with groups of digits that never break."""
    number = Decimal(value)
    whole = number == number.to_integral_value()
    text = f"{number:,.{0 if whole else 2}f}".replace(",", NNBSP).replace(".", ",")
    return format_html('<bdi dir="ltr">{}</bdi>\u00a0{}', text, _("DH") if currency == "MAD" else currency)


@register.simple_tag
def size(value: int) -> SafeString:
    """The size of a file."""
    for unit in (_("bytes"), _("kB"), _("MB")):
        if value < 1000 or unit == _("MB"):
            break
        value //= 1000
    return format_html('<bdi dir="ltr">{}</bdi>\u00a0{}', value, unit)


@register.inclusion_tag("components/tag.html")
def tag(text: object, tone: str = "") -> dict[str, object]:
    """A state: an adjective, never told by its colour alone. Tones: good, bad, warn, now."""
    return {"text": text, "tone": tone}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A field of a form: label, hint, error, and the control tied to them."""
    widget, identity = bound.field.widget, bound.id_for_label or bound.auto_id
    hints = ["hint"] * bool(bound.help_text) + ["problem"] * bool(bound.errors)
    described = " ".join(f"{identity}-{kind}" for kind in hints)
    choices = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    return {
        "field": bound,
        "identity": bound.auto_id if choices else identity,
        "described": described,
        "choices": choices,
        "checkbox": isinstance(widget, CheckboxInput) and not choices,
        "hidden": bound.is_hidden,
        "optional": "" if _is_asked(bound) else " " + _("(optional)"),
        "widget": "" if choices else _control(bound, described),
    }


def _is_asked(bound: BoundField) -> bool:
    """Whether an answer is wanted: always, or (``data-asked``) from some people, as its hint says."""
    widget = bound.field.widget
    return bound.field.required or isinstance(widget, FileInput) or "data-asked" in widget.attrs


def _control(bound: BoundField, described: str) -> SafeString:
    """The input itself, with its classes and what a screen reader needs."""
    widget = bound.field.widget
    widget.attrs.pop("placeholder", None)  # a label that goes away when one types is none
    attrs: dict[str, str | bool] = {"aria-describedby": described} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    kind = getattr(widget, "input_type", "")
    if kind in LEFT_TO_RIGHT and "dir" not in widget.attrs:
        attrs["dir"] = "ltr"
    if kind not in ("checkbox", "hidden"):
        style = "form-select" if kind == "select" else "form-control"
        attrs["class"] = f"{style} {widget.attrs.get('class', '')}".strip()
    return bound.as_widget(attrs=attrs)


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any]) -> dict[str, Any]:
    """The way to other pages of results; the filters of the address are kept."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": numbers, "request": context["request"]}


@register.filter
def days(value: float) -> str:
    """A number of days, to the half."""
    return formats.number_format(round(value * 2) / 2, 0 if round(value * 2) % 2 == 0 else 1)


@register.filter
def percent(value: float | None) -> SafeString:
    """A share from 0 to 1, as a percentage; a dash where there is nothing to share."""
    if value is None:
        return mark_safe("–")
    return format_html('<bdi dir="ltr">{}\u00a0%</bdi>', round(value * 100))


@register.filter
def decimals(value: float) -> str:
    """A mean, to the tenth."""
    return formats.number_format(value, 1)
