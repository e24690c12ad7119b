"""A demonstration authority of its own, and papers signed by it."""

from __future__ import annotations

import http.client
import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as project
from pytest_django import Settings

from documents import storage
from documents.rendering import Attached, render_pdf
from signatures.demo_authority import ensure_function_certificate
from signatures.providers.api import Provider
from signatures.providers.registry import provider_for
from signatures.sealing import Order, seal
from signatures.signatory import Required, Signatory
from signatures.timestamps import timestamper

HEAD = Signatory(
    office="agency",
    function="head",
    title_fr="Directeur de l’agence urbaine",
    title_ar="مدير الوكالة الحضرية",
    office_fr="Agence urbaine",
    office_ar="الوكالة الحضرية",
)
PRESIDENT = Signatory(
    office="commune",
    function="president",
    title_fr="Président du conseil communal",
    title_ar="رئيس المجلس الجماعي",
    office_fr="Commune",
    office_ar="الجماعة",
    delegation="n° 12 du 3 mars 2026",
)
CHAIN = (
    Required(function="head", office="agency", field="head"),
    Required(function="president", office="commune", field="president"),
)
ALONE = (Required(function="president", office="commune", field="president"),)
SHARED = Path(project.BASE_DIR).parent / "shared" / "data"


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration authority with two functions, made once."""
    home = tmp_path_factory.mktemp("signing")
    ensure_function_certificate("agency", "Agence urbaine", "head", folder=home)
    ensure_function_certificate("commune", "Commune", "president", folder=home)
    return home


@pytest.fixture(autouse=True)
def signing(authority: Path, settings: Settings) -> Path:
    """The settings sign with that authority and its time stamps."""
    settings.SIGNING_DIR = authority
    settings.TSA_URL = "local"
    return authority


@pytest.fixture
def s3() -> None:
    """The object storage of the settings; without it the test is skipped."""
    parts = urlsplit(project.S3_ENDPOINT)
    try:
        http.client.HTTPConnection(parts.netloc, timeout=2).request("GET", "/")
    except OSError:
        pytest.skip(f"no object storage answers at {project.S3_ENDPOINT}: start it with make")
    storage.ensure_bucket()


@lru_cache(maxsize=8)
def paper(required: tuple[Required, ...] = CHAIN) -> bytes:
    """A PDF/A with the act that names the required signatures, and a place for each."""
    names = [{"function": one.function, "office": one.office, "field": one.field} for one in required]
    places = "".join(f'<p id="signature-{one.field}" style="margin-top: 60mm">.</p>' for one in required)
    return paper_with(json.dumps({"required_signatures": names}).encode(), places)


def signed(
    content: bytes,
    signatory: Signatory,
    required: Sequence[Required] = CHAIN,
    *,
    stamp: bool = True,
    provider: Provider | None = None,
) -> bytes:
    """The content with one more signature, by the signatory's own key unless another is given."""
    field = next(one.field for one in required if one.function == signatory.function)
    target = io.BytesIO()
    seal(
        io.BytesIO(content),
        target,
        Order(signatory=signatory, field=field, required=tuple(required)),
        provider=provider or provider_for(signatory.office, signatory.function),
        timestamper=timestamper() if stamp else None,
    )
    return target.getvalue()


@pytest.fixture(scope="session")
def _kept() -> dict[str, bytes]:
    return {}


@pytest.fixture
def one(signing: Path, _kept: dict[str, bytes]) -> bytes:
    """A paper with the first of its two signatures."""
    if "one" not in _kept:
        _kept["one"] = signed(paper(), HEAD)
    return _kept["one"]


@pytest.fixture
def two(one: bytes, _kept: dict[str, bytes]) -> bytes:
    """A paper with both signatures."""
    if "two" not in _kept:
        _kept["two"] = signed(one, PRESIDENT)
    return _kept["two"]


def paper_with(act: bytes, places: str = "") -> bytes:
    """A paper whose attached act holds these bytes."""
    return render_pdf(
        f"<h1>Arrêté</h1><p>Article premier.</p>{places}",
        title="Arrêté",
        language="fr",
        created=datetime(2026, 3, 2, tzinfo=UTC),
        attachments=[Attached(name="act.json", data=act)],
    )


@pytest.fixture
def shared() -> Path:
    """Real drawings and hostile files, kept outside the project."""
    if not SHARED.is_dir():
        pytest.skip(f"the real files are not at {SHARED}")
    return SHARED
