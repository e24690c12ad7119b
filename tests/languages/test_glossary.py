"""Words that have legal weight are those of the glossary, wherever they are shown."""

from __future__ import annotations

import pytest
from django.utils import translation

from accounts.functions import Function
from accounts.models import OfficeKind
from accounts.models.people import Profession
from ops.messages import read
from permits.models.application import PartyRole
from workflows.consultation import OpinionValue, SeatState
from workflows.lifecycle import Outcome, State
from workflows.models.consultation import ReserveStatus, Severity

GLOSSARY = (
    ("one-stop desk officer", "guichet unique", "الشباك الوحيد"),
    ("president of the communal council", "président du conseil communal", "رئيس مجلس الجماعة"),
    ("urban agency", "agence urbaine", "الوكالة الحضرية"),
    ("civil protection", "protection civile", "الوقاية المدنية"),
    ("architect", "architecte", "المهندس المعماري"),
    ("licensed surveyor", "ingénieur géomètre-topographe", "المهندس المساح"),
    ("engineering office", "bureau d’études", "مكتب الدراسات"),
    ("owner", "maître d’ouvrage", "صاحب المشروع"),
    ("The applicant", "pétitionnaire", "صاحب الطلب"),
    ("case", "dossier", "ملف"),
    ("Record the minutes of the sitting", "procès-verbal", "محضر"),
    ("Missing main pieces: %(names)s.", "manquantes", "وثائق أساسية ناقصة"),
    ("filed", "déposé", "مودع"),
    ("in review", "en instruction", "قيد الدراسة"),
    ("amendments awaited", "modifications attendues", "في انتظار التعديلات"),
    ("favourable", "favorable", "رأي بالموافقة"),
    ("favourable with reserves", "favorable avec réserves", "رأي بالموافقة مع تحفظات"),
    ("unfavourable", "défavorable", "رأي بالرفض"),
    ("adjourned", "ajourné", "مؤجل"),
    ("binding", "avis conforme", "رأي مطابق (ملزم)"),
    ("decision deferred", "sursis à statuer", "تأجيل البت"),
    ("refusal", "refus", "رفض"),
    ("deemed granted", "accord tacite", "موافقة ضمنية"),
    ("Silence means consent", "silence vaut accord", "السكوت بمثابة موافقة"),
    ("Attest that silence means consent", "attestation de silence", "شهادة سكوت الإدارة"),
    ("permit", "permis", "رخصة"),
    ("replaced by an amended permit", "permis modificatif", "رخصة التعديل"),
    ("lapsed", "périmé", "متقادمة (ساقطة)"),
    ("annulled", "annulé", "ملغاة"),
    ("Declare the opening of works", "ouverture de chantier", "افتتاح الورش"),
    ("« ne varietur » copy", "« ne varietur »", "غير قابلة للتغيير"),
    ("signed electronically", "signé électroniquement", "إلكترونيا"),
)
KEPT = {language: read(language) for language in ("fr", "ar")}
ENUMS = (
    Function,
    OfficeKind,
    Profession,
    PartyRole,
    OpinionValue,
    SeatState,
    Outcome,
    State,
    ReserveStatus,
    Severity,
)


@pytest.mark.parametrize(("msgid", "french", "arabic"), GLOSSARY)
def test_legal_terms_are_those_of_the_glossary(msgid: str, french: str, arabic: str) -> None:
    for language, term in (("fr", french), ("ar", arabic)):
        message = KEPT[language].get(msgid)
        assert message is not None, msgid
        assert term.casefold() in str(message.string).replace("\u00a0", " ").casefold()


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_labels_of_papers_and_messages_are_said_in_both_languages(enum: type[Function]) -> None:
    for member in enum:
        said = set()
        for language in ("fr", "ar"):
            with translation.override(language):
                said.add(str(member.label))
        assert len(said) == 2, member


@pytest.mark.usefixtures("spoken")
def test_words_alike_in_english_are_told_apart() -> None:
    with translation.override("fr"):
        assert str(SeatState.LAPSED.label) == "délai échu sans avis"
        assert str(Outcome.WITHDRAWN.label) == "demande retirée"
