"""Texts of packs, offices and models in the two languages of an act."""

from __future__ import annotations

from typing import Any

from django.utils import translation

from accounts.models import Office
from permits.papers.words import Both
from workflows.procedures.grammar import Text


def both(text: Text) -> Both:
    """A text of a pack."""
    return Both(text.fr, text.ar)


def lowered(text: Text) -> Both:
    """The title of a kind inside a sentence: ``Permis de construire`` is said ``permis de construire``."""
    head, rest = text.fr[:1], text.fr[1:]
    return Both(text.fr if rest[:1].isupper() else head.lower() + rest, text.ar)


def choice(label: Any) -> Both:
    """The label of a model's choice, a lazy translation, said in both languages."""
    with translation.override("fr"):
        french = str(label)
    with translation.override("ar"):
        return Both(french, str(label))


def heading(label: Any) -> Both:
    """The label of a choice as the head of a line, with a capital."""
    said = choice(label)
    return Both(said.fr[:1].upper() + said.fr[1:], said.ar)


def name(office: Office) -> Both:
    """The name of an office."""
    return Both(office.name_fr, office.name_ar)


def either(french: str, arabic: str) -> Both:
    """A text typed in one or both languages: the one that is missing is replaced by the other."""
    return Both(french.strip() or arabic.strip(), arabic.strip() or french.strip())


def setting(office: Office, key: str) -> Both | None:
    """A text among the settings of an office: ``{"fr": …, "ar": …}`` or one string for both."""
    value = office.settings.get(key) if isinstance(office.settings, dict) else None
    if isinstance(value, dict):
        said = either(str(value.get("fr") or ""), str(value.get("ar") or ""))
    else:
        said = either(str(value or ""), "")
    return said if said.fr else None
