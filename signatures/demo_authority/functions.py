"""Certificates of functions, as PKCS#12 files with their passphrase beside them."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from signatures.demo_authority.authority import ensure_authority, load_issued
from signatures.demo_authority.certificates import FUNCTION_LIFE, function_extensions, issue, subject
from signatures.demo_authority.files import locked, write_private
from signatures.errors import NoCertificate
from signatures.identity import Identity
from signatures.providers import registry

RENEW_BEFORE = timedelta(days=30)


def ensure_function_certificate(
    office_code: str,
    office_name: str,
    function: str,
    *,
    folder: Path | None = None,
    life: timedelta = FUNCTION_LIFE,
    start: datetime | None = None,
) -> Path:
    """The certificate file of a function of an office, made if none is valid for the next 30 days.

    A certificate put there by the operator is left alone. ``life`` and ``start`` serve trials.
    """
    home = ensure_authority(folder)
    with locked(home):
        if start is None:
            try:
                soon = datetime.now(UTC) + RENEW_BEFORE
                return registry.file_for(office_code, function, at=soon, folder=home)
            except NoCertificate:
                pass  # none yet, or it ends soon: a new one is made beside it
        return _make(home, office_code, office_name, function, life, start)


def serial_of(path: Path) -> int:
    """The serial number of the certificate in a PKCS#12 file of ours."""
    passphrase = path.with_suffix(".pass").read_bytes().strip()
    certificate = pkcs12.load_key_and_certificates(path.read_bytes(), passphrase)[1]
    if certificate is None:
        raise ValueError(f"{path} holds no certificate.")
    return certificate.serial_number


def _make(
    home: Path, office_code: str, office_name: str, function: str, life: timedelta, start: datetime | None
) -> Path:
    intermediate = load_issued(home, "intermediate")
    identity = Identity(office_code, function)
    issued = issue(
        subject(f"{function} {office_code}", office_name, function),
        issuer=intermediate,
        life=life,
        extensions=function_extensions(identity.uri),
        start=start,
    )
    root = x509.load_pem_x509_certificate((home / "authority" / "root.pem").read_bytes())
    passphrase = secrets.token_urlsafe(24).encode()
    content = pkcs12.serialize_key_and_certificates(
        identity.uri.encode(),
        issued.key,
        issued.certificate,
        [intermediate.certificate, root],
        serialization.BestAvailableEncryption(passphrase),
    )
    path = registry.new_file(office_code, function, issued.certificate.serial_number, folder=home)
    write_private(path.with_suffix(".pass"), passphrase + b"\n")
    write_private(path, content)
    return path
