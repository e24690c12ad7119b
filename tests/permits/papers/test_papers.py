"""Every paper: its texts, its articles, the act attached to it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from documents.rendering import Attached, render_pdf
from permits.papers.act import canonical
from permits.papers.build import TEMPLATES, build
from permits.papers.families import ANNEXE_6, articles
from permits.papers.words import Both
from tests.permits.papers.samples import ARABIC_RESERVE, COMMUNE, FRENCH, PIECES, act, grant, papers

NAMES = sorted(papers())


def html_of(name: str) -> str:
    """The HTML of a sample."""
    return build(name.split("-")[0], papers()[name]).html


def text_of(html: str) -> str:
    """What a reader sees of the body, without marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html.split("</head>")[1])).replace("\u00a0", " ")


def test_there_is_a_sample_of_every_paper() -> None:
    assert {name.split("-")[0] for name in NAMES} == set(TEMPLATES)


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_shows_the_file_and_the_number_and_leaves_no_mark_of_the_template(name: str) -> None:
    text = text_of(html_of(name))
    paper = papers()[name]
    assert paper.file.reference in text and paper.act.number in text
    assert "{%" not in text and "{{" not in text and "None" not in text


@pytest.mark.parametrize("name", [name for name in NAMES if papers()[name].commune is COMMUNE])
def test_no_number_or_reference_is_bare_in_arabic_text(name: str) -> None:
    html = html_of(name)
    for block in re.findall(r"<p[^>]*>(?:(?!</p>).)*</p>", html.split("</head>")[1], re.DOTALL):
        if not re.search("[\u0600-\u06ff]", block):
            continue
        bare = re.sub(r'<(bdi|span)[^>]*dir="ltr"[^>]*>.*?</\1>|<[^>]+>', "", block)
        arabic_only = bare if 'lang="ar"' in block or not re.search("[a-zà-ÿ]{3}", bare) else ""
        assert not re.search(r"\d+[-/]\d+", arabic_only), block


@pytest.mark.parametrize("name", NAMES)
def test_the_language_of_the_session_changes_nothing(name: str) -> None:
    with translation.override("en"):
        english = html_of(name)
    with translation.override("ar"):
        assert html_of(name) == english


def test_the_permit_has_the_seventeen_articles_of_annexe_6_with_their_numbers() -> None:
    text = text_of(html_of("decision_grant"))
    assert articles(grant()) == ANNEXE_6 and len(ANNEXE_6) == 17
    assert "Article 5 – Ouverture du chantier" in text
    assert "Article 11 – Modifications" in text
    assert "Article 17 – Droits des tiers" in text and "المادة 17 – حقوق الغير" in text
    assert "Article 18" not in text


def test_annexe_6_keeps_its_numbers_when_nothing_is_due_and_nothing_lapses() -> None:
    paper = replace(grant(validity=None), fees_due=False)
    text = text_of(build("decision_grant", paper).html)
    assert "Article 16 – Taxes Aucune taxe" in text
    assert "ne fixent pas de délai de péremption" in text


@pytest.mark.parametrize(
    ("name", "has", "lacks"),
    [
        ("decision_grant-refection", "valable pendant 6 mois", "clôture d’au moins 2 m"),
        ("decision_grant-lotir", "d’équipement ne sont pas achevés dans un délai de 3 ans", "Façades"),
        ("decision_grant-france", "interrompus pendant plus d’un an", 'ar"'),
    ],
)
def test_other_kinds_and_countries_have_their_own_articles(name: str, has: str, lacks: str) -> None:
    text = text_of(html_of(name))
    assert has in text
    assert lacks not in text


def test_a_french_paper_has_no_arabic() -> None:
    assert not re.search("[\u0600-\u06ff]", text_of(html_of("decision_grant-france")))


def test_conditions_are_numbered_under_the_article_of_the_plans() -> None:
    text = text_of(html_of("decision_grant"))
    assert "3.1La saillie du balcon" in text.replace("3.1 ", "3.1")
    assert "3.12" in text


def test_the_payment_slip_adds_up() -> None:
    text = text_of(html_of("payment_slip"))
    assert "1 987 m²" in text and "14 m²" in text and "20,00 MAD" in text
    assert text.count("40 020,00 MAD") == 2
    assert "Exonération : logement social" in text


def test_a_receipt_without_a_sitting_says_so() -> None:
    paper = replace(papers()["deposit_receipt"], sitting=None)
    assert "date communiquée ultérieurement" in text_of(build("deposit_receipt", paper).html)


def test_an_unknown_limit_is_shown_as_such() -> None:
    assert "non fixée par les textes connus" in text_of(html_of("deposit_receipt"))


def test_texts_typed_by_people_cannot_become_markup() -> None:
    paper = papers()["decision_refusal"]
    evil = replace(paper.grounds[0], remarks="<script>alert(1)</script> & <b>")
    html = build("decision_refusal", replace(paper, grounds=(evil,))).html
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_the_crest_loses_scripts_and_links() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>1</script><image href="http://h/x"/></svg>'
    from_office = replace(COMMUNE, crest_svg=svg)
    html = build("decision_grant", replace(grant(), commune=from_office)).html
    pdf = render_pdf(html, title="x", language="fr", created=datetime(2026, 11, 1, tzinfo=UTC))
    assert pdf.startswith(b"%PDF")


def test_a_wrong_context_is_refused() -> None:
    with pytest.raises(TypeError, match="DecisionGrant"):
        build("decision_grant", papers()["minutes"])
    with pytest.raises(KeyError):
        build("love_letter", papers()["minutes"])


def test_the_act_names_itself_its_subject_and_its_signatures() -> None:
    attached = json.loads(build("decision_grant", grant()).act_json)
    assert attached["schema"] == "permit-act" and attached["version"] == 1
    assert (attached["act"], attached["number"], attached["date"]) == (
        "decision_grant",
        "PCT-2026/0147",
        "2026-11-01",
    )
    assert attached["required_signatures"] == [
        {"function": "president", "office": "ma-demo", "field": "President"}
    ]
    assert attached["subject"]["sha256"] == hashlib.sha256(canonical(attached["content"])).hexdigest()
    assert attached["content"]["plans"][0]["sha256"] == PIECES[2].sha256


def test_the_act_is_canonical_and_follows_its_facts() -> None:
    one, same = (build("decision_grant", grant()).act_json for _again in range(2))
    other = build(
        "decision_grant", replace(grant(), act=replace(act("PCT-2026/0147"), day=date(2026, 11, 2)))
    ).act_json
    assert one == same != other
    assert one == canonical(json.loads(one))


def test_a_long_paper_renders_to_the_same_bytes_twice() -> None:
    built = build("minutes", papers()["minutes"])
    assert ARABIC_RESERVE[:20] in text_of(built.html)
    made = [
        render_pdf(
            built.html,
            title=built.title,
            language=built.language,
            created=datetime(2026, 11, 1, tzinfo=UTC),
            attachments=[Attached(name="act.json", data=built.act_json)],
        )
        for _again in range(2)
    ]
    assert made[0] == made[1]


def test_owners_are_named_in_the_language_of_the_text() -> None:
    text = text_of(html_of("decision_grant"))
    assert "لفائدة الشركة العقارية" in text
    french = text_of(build("decision_grant", replace(grant(), commune=FRENCH)).html)
    assert "Société immobilière" in french


def test_the_words_of_a_title_agree_with_de() -> None:
    file = replace(
        papers()["decision_refusal"].file, title=Both("autorisation de lotir", "الإذن بإحداث تجزئة")
    )
    text = text_of(build("decision_refusal", replace(papers()["decision_refusal"], file=file)).html)
    assert "refus d’autorisation de lotir" in text
