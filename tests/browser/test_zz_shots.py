from tests.browser.test_applicant import *
from tests.permits.files import Story
import pytest
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_shots(visit, story, language):
    page = signed_in(visit, story, own(story), language=language)
    base = page.url.split("/mes-dossiers/")[0]
    for part in ("", "projet/", "pieces/", "depot/"):
        page.goto(base + own(story, part))
        page.screenshot(path=f"/tmp/arch-{language}-{part.strip('/') or 'hub'}.png", full_page=True)
    story.with_pieces().act("file", story.architect)
    story.admitted()
    rows = list(story.case.consultations.order_by("seat"))
    story.opinion(rows[0].seat, "with_reserves", reserves=({"text": "Prévoir une rampe", "article": "loi 10-03 art. 9"},))
    story.opinion(rows[1].seat, "favourable")
    page.goto(base + own(story))
    page.screenshot(path=f"/tmp/arch-{language}-follow.png", full_page=True)
    page.goto(base + "/mes-dossiers/")
    page.screenshot(path=f"/tmp/arch-{language}-list.png", full_page=True)
