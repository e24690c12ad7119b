"""The demonstration authority and the choice of a key."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from signatures.demo_authority import ensure_authority, ensure_function_certificate
from signatures.errors import NoCertificate
from signatures.identity import Identity, identity_of
from signatures.providers.registry import file_for, provider_for


def _snapshot(home: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}


def test_the_authority_is_made_once(tmp_path: Path) -> None:
    ensure_function_certificate("commune", "Commune", "president", folder=tmp_path)
    before = _snapshot(tmp_path)
    ensure_function_certificate("commune", "Commune", "president", folder=tmp_path)
    assert _snapshot(tmp_path) == before


def test_every_file_is_private(authority: Path) -> None:
    modes = {stat.S_IMODE(path.stat().st_mode) for path in _snapshot(authority) if path.name != ".lock"}
    assert modes == {0o600}


def test_every_certificate_says_that_it_is_a_demonstration(authority: Path) -> None:
    for path in authority.rglob("*.pem"):
        name = x509.load_pem_x509_certificate(path.read_bytes()).subject.rfc4514_string()
        assert "DEMONSTRATION" in name, path


def test_a_certificate_names_its_function_in_ascii(authority: Path) -> None:
    ensure_function_certificate("fes-medina", "Commune de Fès – فاس", "president", folder=authority)
    provider = provider_for("fes-medina", "president", folder=authority)
    assert identity_of(provider.certificate, authority) == Identity("fes-medina", "president")
    assert provider.certificate.subject.human_friendly.isascii()


def test_a_renewal_lies_beside_and_is_chosen_by_its_dates(tmp_path: Path) -> None:
    old_start = datetime.now(UTC) - timedelta(days=400)
    old = ensure_function_certificate(
        "commune", "Commune", "president", folder=tmp_path, start=old_start, life=timedelta(days=365)
    )
    new = ensure_function_certificate("commune", "Commune", "president", folder=tmp_path)
    assert file_for("commune", "president", folder=tmp_path) == new != old
    assert file_for("commune", "president", at=old_start + timedelta(days=9), folder=tmp_path) == old


def test_an_ended_certificate_is_not_used(tmp_path: Path) -> None:
    start = datetime.now(UTC) - timedelta(days=400)
    ensure_function_certificate(
        "commune", "Commune", "president", folder=tmp_path, start=start, life=timedelta(days=365)
    )
    with pytest.raises(NoCertificate, match="renew it"):
        provider_for("commune", "president", folder=tmp_path)


def test_a_missing_certificate_is_said_with_its_place(authority: Path) -> None:
    with pytest.raises(NoCertificate, match=r"governor\.p12"):
        provider_for("commune", "governor")


@pytest.mark.parametrize("code", ["../agency", "", "a/b", ".", "x" * 61])
def test_an_office_code_cannot_leave_the_folder(code: str) -> None:
    with pytest.raises(NoCertificate, match="not a code"):
        provider_for(code, "head")


def test_a_wrong_passphrase_is_said(tmp_path: Path) -> None:
    path = ensure_function_certificate("commune", "Commune", "president", folder=tmp_path)
    path.with_suffix(".pass").write_text("other")
    path.touch()
    with pytest.raises(NoCertificate, match=r"president\.pass"):
        provider_for("commune", "president", folder=tmp_path)


def test_a_list_of_the_operator_names_a_foreign_certificate(tmp_path: Path) -> None:
    ensure_authority(tmp_path)
    path = ensure_function_certificate("commune", "Commune", "president", folder=tmp_path)
    certificate = provider_for("commune", "president", folder=tmp_path).certificate
    listed = f'{{"{certificate.sha256.hex()}": {{"office": "other", "function": "head"}}}}'
    (tmp_path / "trust" / "functions.json").write_text(listed)
    assert path.is_file()
    assert identity_of(certificate, tmp_path) == Identity("other", "head")
