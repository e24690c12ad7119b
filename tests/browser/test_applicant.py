"""The architect in a real browser: answers saved as one types, files sent over a line that breaks."""

from __future__ import annotations

import io
import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pikepdf
import pytest
from django.conf import settings as project
from django.test import Client
from playwright.sync_api import Page, Route, expect

from documents.uploads import ticket
from permits.demo.city import City
from permits.models import PieceFile
from tests.browser.conftest import Open, complaints
from tests.documents.conftest import MB, pdf_of, s3
from tests.permits.files import HOUSE, Story
from workflows.models import Case

__all__ = ["s3"]
pytestmark = pytest.mark.usefixtures("day_of_deposit")


@pytest.fixture
def story(city: City) -> Story:
    """A draft with its facts, before its pieces."""
    return Story(city).drafted("construire", HOUSE)


def signed_in(visit: Open, story: Story, address: str, **how: str) -> Page:
    """A page as the architect sees it."""
    client = Client()
    client.force_login(story.architect, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = visit("/aide/", **how)
    value = client.cookies[project.SESSION_COOKIE_NAME].value
    site = page.url.removesuffix("aide/")
    page.context.add_cookies([{"name": project.SESSION_COOKIE_NAME, "value": value, "url": site}])
    go(page, address)
    return page


def go(page: Page, address: str) -> None:
    """The page at this address of the same site, which must be there."""
    answer = page.goto("/".join(page.url.split("/")[:3]) + address)
    assert answer is not None and answer.ok and page.url.endswith(address)


def own(story: Story, part: str = "") -> str:
    return f"/mes-dossiers/{story.case.pk}/{part}"


def test_answers_are_saved_as_one_types(visit: Open, story: Story) -> None:
    page = signed_in(visit, story, own(story, "projet/"))
    page.locator("[name=levels]").fill("4")
    page.locator("[name=levels]").blur()
    expect(page.locator("[data-autosave-state]")).to_have_text("Saved")
    assert Case.objects.get(pk=story.case.pk).facts["levels"] == 4


def test_a_wrong_answer_is_told_beside_it_without_losing_it(visit: Open, story: Story) -> None:
    page = signed_in(visit, story, own(story, "projet/"))
    page.locator("[name=levels]").fill("many")
    page.locator("[name=levels]").blur()
    expect(page.locator("[data-question=levels] .problem")).to_be_visible()
    assert page.locator("[name=levels]").input_value() == "many"


@pytest.mark.services
def test_a_file_arrives_although_the_line_breaks(s3: None, visit: Open, story: Story, tmp_path: Path) -> None:
    page = signed_in(visit, story, own(story, "pieces/"))
    broken: list[str] = []

    def breaks_once(route: Route) -> None:
        if broken:
            route.continue_()
        else:
            broken.append(route.request.url)
            route.abort("connectionreset")

    page.route(f"{project.S3_PUBLIC_ENDPOINT}/**", breaks_once)
    plan = tmp_path / "titre.pdf"
    plan.write_bytes(pdf_of(1))
    page.locator("#file-ownership").set_input_files(plan)
    expect(page.locator("#piece-ownership [data-files]")).to_contain_text("titre.pdf", timeout=30_000)
    assert broken and PieceFile.objects.get(application__case=story.case).piece == "ownership"


@pytest.mark.services
def test_a_large_file_goes_on_from_the_part_at_which_the_line_broke(
    s3: None, visit: Open, story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticket, "POST_LIMIT", 0)
    monkeypatch.setattr(ticket, "PART_BYTES", 5 * MB)
    page = signed_in(visit, story, own(story, "pieces/"))
    tried: list[str] = []
    line = {"lost": True}

    def breaks_at_the_second_part(route: Route) -> None:
        number = parse_qs(urlsplit(route.request.url).query).get("partNumber", ["?"])[0]
        if number == "2" and line["lost"]:
            route.abort("internetdisconnected")
        else:
            tried.append(number)
            route.continue_()

    page.route(f"{project.S3_PUBLIC_ENDPOINT}/**", breaks_at_the_second_part)
    plans = tmp_path / "plans.pdf"
    plans.write_bytes(heavy_pdf(11 * MB))
    page.locator("#file-architect_plans").set_input_files(plans)
    sending = page.locator("#piece-architect_plans [data-sending]")
    expect(sending).to_contain_text("paused", timeout=30_000)
    line["lost"] = False
    expect(page.locator("#piece-architect_plans [data-files]")).to_contain_text("plans.pdf", timeout=60_000)
    assert tried == ["1", "2", "3"]
    assert PieceFile.objects.get(application__case=story.case).version.size == plans.stat().st_size


@pytest.mark.services
def test_a_file_that_is_refused_says_why_and_may_be_tried_again(
    s3: None, visit: Open, story: Story, tmp_path: Path
) -> None:
    page = signed_in(visit, story, own(story, "pieces/"))
    false = tmp_path / "titre.pdf"
    false.write_text("this is no PDF")
    page.locator("#file-ownership").set_input_files(false)
    expect(page.locator("#piece-ownership .problem")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    assert not PieceFile.objects.filter(application__case=story.case).exists()


def heavy_pdf(size: int) -> bytes:
    """A sound PDF of at least this size, of bytes that do not compress."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of(1))) as pdf:
        pdf.Root.Weight = pdf.make_stream(os.urandom(size))
        pdf.save(target)
    return target.getvalue()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_of_a_draft_have_no_fault_that_axe_finds(visit: Open, story: Story, language: str) -> None:
    page = signed_in(visit, story, "/mes-dossiers/", language=language, size="phone")
    found = {"list": complaints(page)}
    for part in ("", "objet/", "projet/", "terrain/", "personnes/", "pieces/", "depot/"):
        go(page, own(story, part))
        found[part] = complaints(page)
    assert not any(found.values()), found


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_of_a_filed_case_have_no_fault_that_axe_finds(visit: Open, story: Story, language: str) -> None:
    story.with_pieces().act("file", story.architect)
    story.admitted().opinion(story.case.consultations.order_by("seat")[0].seat)
    page = signed_in(visit, story, own(story), language=language)
    found = {"": complaints(page)}
    for part in ("recepisse/", "pieces/", "personnes/", "actes/withdraw/"):
        go(page, own(story, part))
        found[part] = complaints(page)
    assert not any(found.values()), found
