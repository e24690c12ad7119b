"""A key in a token (SoftHSM), where python-pkcs11 and softhsm2 are installed."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from pytest_django import Settings

from signatures.demo_authority import ensure_function_certificate
from signatures.errors import NoCertificate
from signatures.providers import pkcs11 as provider
from signatures.providers.registry import provider_for
from signatures.verification import verify
from tests.signatures.conftest import ALONE, PRESIDENT, paper, signed

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")


@pytest.fixture
def described(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The president's key moved from its file into a token; the description that names it."""
    if not (provider.INSTALLED and MODULE.is_file() and shutil.which("softhsm2-util")):
        pytest.skip("python-pkcs11 or softhsm2 is not installed")
    settings.SIGNING_DIR = tmp_path
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    file = ensure_function_certificate("commune", "Commune", "president")
    _move(file, tmp_path)
    path = file.with_name("president.pkcs11.json")
    names = {"module": str(MODULE), "token": "commune", "key": "president", "certificate": "president"}
    path.write_text(json.dumps({**names, "pin_file": str(tmp_path / "pin"), "raw": True}))
    return path


def _move(file: Path, home: Path) -> None:
    """Put key and certificate of the PKCS#12 file into a new token, and remove the file."""
    pkcs11 = pytest.importorskip("pkcs11")
    from_x509 = pytest.importorskip("pkcs11.util.x509")
    (home / "pin").write_text("1234\n")
    start = [
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        "commune",
        "--pin",
        "1234",
        "--so-pin",
        "1",
    ]
    subprocess.run([*start[:-1], "123456"], check=True, capture_output=True)
    passphrase = file.with_suffix(".pass").read_bytes().strip()
    key, certificate, _others = pkcs12.load_key_and_certificates(file.read_bytes(), passphrase)
    assert key is not None
    assert certificate is not None
    pem = home / "key.pem"
    pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    load = ["softhsm2-util", "--import", str(pem), "--token", "commune", "--label", "president"]
    subprocess.run([*load, "--id", "01", "--pin", "1234"], check=True, capture_output=True)
    attributes = from_x509.decode_x509_certificate(certificate.public_bytes(Encoding.DER))
    attributes[pkcs11.Attribute.LABEL] = "president"
    attributes[pkcs11.Attribute.TOKEN] = True
    with pkcs11.lib(str(MODULE)).get_token(token_label="commune").open(rw=True, user_pin="1234") as session:
        session.create_object(attributes)
    file.unlink()


def test_a_token_signs_like_a_file_and_a_lost_one_is_said(described: Path) -> None:
    # One test: a process opens a token's library once.
    verdict = verify(io.BytesIO(signed(paper(ALONE), PRESIDENT, ALONE)))
    assert verdict.ok, verdict.problems
    assert verdict.signatures[0].level == "B-LTA"
    described.write_text(json.dumps(json.loads(described.read_text()) | {"token": "lost"}))
    with pytest.raises(NoCertificate, match=r"president\.pkcs11\.json"):
        provider_for("commune", "president")


@pytest.mark.skipif(provider.INSTALLED, reason="python-pkcs11 is installed")
def test_without_the_package_the_token_is_said_to_need_it(tmp_path: Path) -> None:
    (tmp_path / "commune").mkdir()
    (tmp_path / "commune" / "president.pkcs11.json").write_text("{}")
    with pytest.raises(NoCertificate, match="python-pkcs11"):
        provider_for("commune", "president", folder=tmp_path)
