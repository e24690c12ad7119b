"""Papers: right to the eye, to a reader program, and to the byte."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from pytest_django import Settings

from documents.rendering import Attached, fonts, qr_svg, render_pdf
from documents.rendering.fetcher import ResourceClosed
from documents.rendering.pdf import drawable
from tests.verapdf import validate

WORDS = (
    "قرار يتعلق برخصة البناء بناء على الطلب والرسم العقاري لا إله إلا الله الواجهة التصميم المعماري "
    "الوكالة الحضرية للدار البيضاء رئيس مجلس جماعة الرباط شهادة المطابقة غشت محضر اللجنة التجزئة العقارية"
)
PAGE = f"""<h1>Arrêté portant permis</h1>
<p lang="fr">Titre foncier <b>45678/C</b> ; œuvre, façade, Łódź, Ελλάδα.</p>
<p lang="ar" dir="rtl">{WORDS}</p>
<p lang="ar" dir="rtl">الرسم <bdi dir="ltr" class="ref">45678/C</bdi> في <bdi dir="ltr">2026-08-03</bdi></p>
<div class="qr">{qr_svg("https://permis.example/v/ABC")}</div>"""
MOMENT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ACT = Attached(name="acte.json", data=b'{"number": "PCT-2026/0147"}', description="The act")


def render(
    html: str = PAGE, *, created: datetime = MOMENT, attachments: tuple[Attached, ...] = (ACT,)
) -> bytes:
    return render_pdf(html, title="Arrêté n° 1", language="fr", created=created, attachments=attachments)


def poppler(tool: str, *arguments: str) -> str:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed (Debian: poppler-utils)")
    done = subprocess.run([tool, *arguments], capture_output=True, check=True, text=True, env=os.environ)
    # The reader marks directions in what it prints; the words are what matters.
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", done.stdout)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(render())
    return path


def test_the_same_paper_has_the_same_bytes() -> None:
    assert render() == render()
    assert render(created=MOMENT.astimezone(timezone(timedelta(hours=9)))) == render()


def test_another_act_or_moment_has_other_bytes() -> None:
    other = Attached(name=ACT.name, data=b"{}", description=ACT.description)
    prints = {
        hashlib.sha256(pdf).digest() for pdf in (render(), render(attachments=(other,)), render("<p>x</p>"))
    }
    assert len(prints | {hashlib.sha256(render(created=MOMENT + timedelta(seconds=1))).digest()}) == 4


def test_another_process_in_another_time_zone_makes_the_same_bytes() -> None:
    script = (
        "import django, hashlib; django.setup()\n"
        "from tests.documents.test_rendering import render\n"
        "print(hashlib.sha256(render()).hexdigest())"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE, "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        env=environment,
        cwd=settings.BASE_DIR,
    )
    assert done.stdout.decode().strip() == hashlib.sha256(render()).hexdigest()


def test_a_paper_declares_what_it_is() -> None:
    with pikepdf.open(io.BytesIO(render())) as pdf, pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "U")
        assert meta["dc:title"] == "Arrêté n° 1"
        assert meta["xmp:CreateDate"].startswith("2026-11-20T09:30:00")
        assert str(pdf.Root.Lang) == "fr"


def test_the_act_comes_back_from_the_paper(paper: Path, tmp_path: Path) -> None:
    poppler("pdfdetach", "-save", "1", "-o", str(tmp_path / "act"), str(paper))
    assert json.loads((tmp_path / "act").read_bytes()) == {"number": "PCT-2026/0147"}


@pytest.mark.parametrize("layout", [(), ("-layout",)])
def test_arabic_is_read_back_word_for_word(paper: Path, layout: tuple[str, ...]) -> None:
    text = poppler("pdftotext", *layout, str(paper), "-")
    read = text.split()
    assert [word for word in WORDS.split() if word not in read] == []
    assert text.index("قرار") < text.index("يتعلق") < text.index("البناء")


def test_letters_of_several_subsets_are_read_back(paper: Path) -> None:
    text = poppler("pdftotext", str(paper), "-")
    for word in ("Arrêté", "œuvre", "façade", "Łódź", "Ελλάδα", "45678/C", "2026-08-03"):
        assert word in text


def test_every_font_is_ours_and_embedded_once(paper: Path) -> None:
    lines = poppler("pdffonts", str(paper)).splitlines()[2:]
    names = [line.split()[0].partition("+")[2] for line in lines]
    ours = {family.replace(" ", "-") for family in fonts.FAMILIES}
    assert {name.removesuffix("-Bold") for name in names} <= ours
    assert len(names) == len(set(names))


def test_no_two_font_files_share_a_family() -> None:
    assert len(fonts.files()) == len(fonts.FAMILIES) * len(fonts.WEIGHTS)


def test_what_no_font_draws_becomes_a_question_mark() -> None:
    assert (
        drawable("a😀b ✓ é e\u0301 ب\u200d\u2066x\u2069 1\u00a0250\n")
        == "a?b ? é é ب\u200d\u2066x\u2069 1\u00a0250\n"
    )


def test_missing_fonts_are_said_so(settings: Settings, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    with pytest.raises(fonts.FontsMissing, match="npm"):
        fonts.files()


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://example.org/a.png">',
        '<img src="http://127.0.0.1:1/a.png">',
        '<img src="file:///etc/passwd">',
        '<img src="../../../../../../etc/passwd">',
        '<img src="missing.svg">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<link rel="stylesheet" href="//example.org/a.css">',
        "<style>@import url(ftp://example.org/a.css)</style>",
        '<p style="background: url(file:///etc/hostname)">x</p>',
        '<base href="file:///etc/"><img src="passwd">',
        "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'>"
        "<image href='file:///etc/passwd'/></svg>\">",
    ],
)
def test_a_paper_loads_nothing_from_outside(html: str) -> None:
    with pytest.raises(ResourceClosed, match="its own pictures"):
        render(html)


def test_a_paper_shows_pictures_of_the_static_folder(settings: Settings, tmp_path: Path) -> None:
    settings.STATICFILES_DIRS = [tmp_path]
    (tmp_path / "crest.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>'
    )
    assert render('<img src="crest.svg" alt="crest">').startswith(b"%PDF-1.7")


def test_a_whole_page_keeps_its_own_head() -> None:
    pdf = render(
        "<!doctype html><html lang='ar' dir='rtl'><head><style>@page{size:A5}</style></head><p>x</html>"
    )
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert round(float(opened.pages[0].mediabox[2])) == 420
        assert str(opened.Root.Lang) == "ar"


def test_a_moment_without_time_zone_is_an_error() -> None:
    with pytest.raises(ValueError, match="time zone"):
        render(created=datetime(2026, 1, 1))


def test_a_qr_code_is_drawn_flat() -> None:
    svg = qr_svg("https://permis.example/v/ABC")
    assert svg.startswith("<svg ")
    assert "stroke" not in svg
    assert "gradient" not in svg.lower()


def test_a_qr_code_reads_as_its_text(tmp_path: Path) -> None:
    modules = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1", qr_svg("ABC", level="q"))}
    side = 21 + 8  # version 1 with its quiet zone
    assert all(4 <= x < side - 4 and 4 <= y < side - 4 for x, y in modules)
    finder = {(4 + i, 4) for i in range(7)} | {(side - 5 - i, 4) for i in range(7)}
    assert finder <= modules


def test_a_paper_is_an_archive_file(paper: Path) -> None:
    assert validate([paper])[paper] == []
