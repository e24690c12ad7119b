"""The head of a paper: kingdom, ministry, wilaya, prefecture, commune, crest, place.

Settings of an office that change it: ``heading`` (list of lines), ``place``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.conf import settings

from accounts.models import Office, OfficeKind
from permits.papers import contexts
from permits.papers.words import Both
from permits.writing.texts import either, name, setting
from workflows.procedures.grammar import Procedure

KINGDOM = Both("Royaume du Maroc", "المملكة المغربية")
INTERIOR = Both("Ministère de l’Intérieur", "وزارة الداخلية")
REPUBLIC = Both("République française", "الجمهورية الفرنسية")
NOTICE = Both("Document de démonstration sans valeur juridique", "وثيقة تجريبية لا قيمة قانونية لها")
LANGUAGES = {"ma": ("fr", "ar"), "fr": ("fr",)}
CURRENCIES = {"ma": "MAD", "fr": "EUR"}

#: Offices of the territory, which stand under the ministry of the interior.
TERRITORIAL = (OfficeKind.WILAYA, OfficeKind.PREFECTURE, OfficeKind.COMMUNE, OfficeKind.ARRONDISSEMENT)

_FRENCH_NAME = re.compile(
    r"^(?:commune|arrondissement|préfecture|province|wilaya|ville)(?: urbaine| rurale| de la région)?"
    r" (?:de la |de l['’]|de |d['’]|du |des )(.+)$",
    re.IGNORECASE,
)
_ARABIC_NAME = re.compile(r"^(?:الجماعة|جماعة|مقاطعة|عمالة|إقليم|ولاية جهة|ولاية|مدينة) (.+)$")
_ASIDE = re.compile(r" \(.*\)$")  # « Commune de … (démonstration) »


def commune(office: Office, rules: Procedure) -> contexts.Commune:
    """The office that issues the paper. One query for its parents."""
    country = rules.country
    return contexts.Commune(
        name=name(office),
        heading=lines(office, country),
        place=place(office),
        crest_svg=office.crest,
        country=country,
        languages=LANGUAGES.get(country, ("fr", "ar")),
        currency=rules.fees[0].currency if rules.fees else CURRENCIES.get(country, "MAD"),
        notice=NOTICE if settings.DEMO else None,
    )


def lines(office: Office, country: str) -> tuple[Both, ...]:
    """The lines at the top, from the state down to the office itself."""
    own = office.settings.get("heading") if isinstance(office.settings, dict) else None
    if isinstance(own, list) and own:
        return tuple(_line(entry) for entry in own)
    if country == "fr":
        return (REPUBLIC, name(office))
    if office.kind not in TERRITORIAL:
        return (KINGDOM, name(office))
    above = [name(parent) for parent in _parents(office) if parent.kind in TERRITORIAL]
    return (KINGDOM, INTERIOR, *reversed(above), name(office))


def place(office: Office) -> Both:
    """Where acts are made: the setting, else the name without what it is (« Commune de … »)."""
    said = Both(_after(_FRENCH_NAME, office.name_fr), _after(_ARABIC_NAME, office.name_ar))
    return setting(office, "place") or said


def _after(kind: re.Pattern[str], name: str) -> str:
    """The name without its kind; whole when it does not begin with one."""
    bare = _ASIDE.sub("", name)
    found = kind.match(bare)
    return found[1][:1].upper() + found[1][1:] if found else bare


def _line(entry: object) -> Both:
    if isinstance(entry, dict):
        return either(str(entry.get("fr") or ""), str(entry.get("ar") or ""))
    return either(str(entry), "")


def _parents(office: Office) -> Iterator[Office]:
    """Parents, nearest first, at most four."""
    if office.parent_id is None:
        return
    above: Office | None = Office.objects.select_related("parent__parent__parent").get(pk=office.parent_id)
    for _step in range(4):
        if above is None:
            return
        yield above
        above = above.parent if _step < 3 else None
