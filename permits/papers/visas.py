"""The texts a decision rests on, in the order in which acts cite them.

Numbers and subjects only: dates of promulgation belong to the reader's library, not to the act.
"""

from __future__ import annotations

from datetime import date

from permits.papers.contexts import FileFacts
from permits.papers.words import Both

COMMUNES = Both(
    "la loi organique n° 113-14 relative aux communes",
    "القانون التنظيمي رقم 113-14 المتعلق بالجماعات",
)
PLANNING = Both("la loi n° 12-90 relative à l’urbanisme", "القانون رقم 12-90 المتعلق بالتعمير")
SUBDIVISIONS = Both(
    "la loi n° 25-90 relative aux lotissements, groupes d’habitations et morcellements",
    "القانون رقم 25-90 المتعلق بالتجزئات العقارية والمجموعات السكنية وتقسيم العقارات",
)
SIMPLIFICATION = Both(
    "la loi n° 55-19 relative à la simplification des procédures et des formalités administratives",
    "القانون رقم 55-19 المتعلق بتبسيط المساطر والإجراءات الإدارية",
)
TAXES = Both(
    "la loi n° 47-06 relative à la fiscalité des collectivités locales",
    "القانون رقم 47-06 المتعلق بجبايات الجماعات المحلية",
)
RGC_2013 = Both(
    "le décret n° 2-13-424 approuvant le règlement général de construction",
    "المرسوم رقم 2-13-424 بالموافقة على ضابط البناء العام",
)
RGC_2019 = Both(
    "le décret n° 2-18-577 approuvant le règlement général de construction",
    "المرسوم رقم 2-18-577 بالموافقة على ضابط البناء العام",
)
ORDER_2023 = Both(
    "l’arrêté conjoint n° 1839.23 fixant les délais d’instruction des demandes",
    "القرار المشترك رقم 1839.23 المحدد لآجال دراسة الطلبات",
)
REFIT = Both(
    "le décret n° 2-18-475 fixant les procédures et modalités d’octroi des autorisations de réfection, "
    "de régularisation et de démolition, tel qu’il a été modifié",
    "المرسوم رقم 2-18-475 المحدد لإجراءات وكيفيات منح رخص الإصلاح والتسوية والهدم، كما تم تغييره",
)
ESTABLISHMENTS = Both(
    "le dahir du 25 août 1914 portant réglementation des établissements insalubres, incommodes ou dangereux",
    "ظهير 25 غشت 1914 المتعلق بتنظيم المحلات المضرة بالصحة والمحلات المزعجة والمحلات الخطيرة",
)
FRENCH_CODE = Both(
    "le code de l’urbanisme, notamment son livre IV",
    "القانون الفرنسي للتعمير، ولا سيما كتابه الرابع",
)

_SUBDIVIDING = frozenset(("lotir", "groupe_habitations", "morceler"))
_SIMPLE = frozenset(("refection", "demolir", "regulariser"))
_CLASSIFIED = frozenset(("etablissement_classe_2", "etablissement_classe_3", "simple_declaration"))
_DOMAIN = frozenset(("odp_terrasse", "odp_affichage", "odp_travaux"))


def _regulation(deposited_on: date) -> tuple[Both, ...]:
    """The building regulation of the day of deposit: a file keeps it to its end."""
    if deposited_on < date(2020, 1, 1):
        return (RGC_2013,)
    if deposited_on < date(2023, 7, 13):
        return (RGC_2019,)
    return (RGC_2019, ORDER_2023)


def visas(country: str, file: FileFacts) -> tuple[Both, ...]:
    """The texts for a kind of permit and a day of deposit."""
    if country == "fr":
        return (FRENCH_CODE,)
    if file.kind in _CLASSIFIED:
        return (COMMUNES, ESTABLISHMENTS, SIMPLIFICATION)
    if file.kind in _DOMAIN:
        return (COMMUNES, TAXES, SIMPLIFICATION)
    texts = [COMMUNES, PLANNING]
    if file.kind in _SUBDIVIDING:
        texts.append(SUBDIVISIONS)
    texts += [REFIT] if file.kind in _SIMPLE else _regulation(file.deposited_on)
    return (*texts, SIMPLIFICATION, TAXES)
