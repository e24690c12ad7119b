"""References keep their order inside Arabic text."""

from __future__ import annotations

import pytest

from permits.papers.bidi import direction, isolate, isolate_page


@pytest.mark.parametrize(
    "run",
    [
        "45678/C",
        "12-90",
        "2026-08-03",
        "PCT-2026/0147",
        "06 61 23 45 67",
        "1\u00a0250,00 MAD",
        "R+4",
        "482,50 m²",
        "20 %",
    ],
)
def test_a_run_is_isolated_whole(run: str) -> None:
    html = isolate(f"رقم {run} بتاريخ")
    assert f'<bdi dir="ltr" class="one">{run}</bdi>' in html


def test_a_latin_phrase_is_one_run_so_its_words_keep_their_order() -> None:
    assert isolate("شركة Atlas Immobilier SARL هنا").count("<bdi") == 1


def test_a_final_full_stop_stays_outside() -> None:
    assert isolate("المادة 12-3.").endswith("</bdi>.")


def test_only_right_to_left_text_of_the_page_changes() -> None:
    page = '<p lang="fr">n° 12-90</p><p dir="rtl">رقم 12-90 <bdi dir="ltr">45678/C</bdi> &lt;5-6</p>'
    done = isolate_page(page)
    assert '<p lang="fr">n° 12-90</p>' in done
    assert done.count("<bdi") == 3
    assert "&lt;" in done


def test_style_and_pictures_are_left_alone() -> None:
    page = '<html dir="rtl"><style>p > a { width: 12mm }</style><img alt="12-90"><p>12-90</p></html>'
    done = isolate_page(page)
    assert "p > a { width: 12mm }" in done
    assert '<img alt="12-90">' in done


@pytest.mark.parametrize(
    ("text", "way"), [("12 rue", "ltr"), ("12 زنقة", "rtl"), ("", "ltr"), ("147/3", "ltr")]
)
def test_direction_is_that_of_the_first_letter(text: str, way: str) -> None:
    assert direction(text) == way
