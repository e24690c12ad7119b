"""The authority itself: its root, its intermediate, its time stamp service, its revocations."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from signatures.demo_authority.certificates import (
    AUTHORITY_LIFE,
    Issued,
    authority_extensions,
    issue,
    revocation_list,
    subject,
    timestamp_extensions,
)
from signatures.demo_authority.files import locked, write_private

# Lists are valid 400 days: renewed well before, so that no day falls without one.
RENEW_LISTS_AFTER = timedelta(days=30)


def ensure_authority(folder: Path | None = None) -> Path:
    """Make what is missing of the authority; give its folder. Safe to call again, or twice at once."""
    home = folder or settings.SIGNING_DIR
    with locked(home):
        _ensure(home)
    return home


def load_issued(home: Path, name: str) -> Issued:
    """A certificate of the authority and its key, by file name."""
    folder = home / ("tsa" if name == "tsa" else "authority")
    key = serialization.load_pem_private_key((folder / f"{name}.key").read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError(f"{folder / name}.key is not an elliptic curve key.")
    certificate = x509.load_pem_x509_certificate((folder / f"{name}.pem").read_bytes())
    return Issued(certificate=certificate, key=key)


def revoke(serial: int, *, at: datetime | None = None, folder: Path | None = None) -> None:
    """Put a serial number on the intermediate's list, and publish the list anew."""
    home = folder or settings.SIGNING_DIR
    with locked(home):
        entries = _revoked(home) | {serial: at or datetime.now(UTC)}
        content = json.dumps({str(number): moment.isoformat() for number, moment in entries.items()})
        write_private(home / "authority" / "revoked.json", content.encode())
        _write_lists(home)


def renew_revocation_lists(folder: Path | None = None) -> None:
    """Issue both lists anew."""
    home = folder or settings.SIGNING_DIR
    with locked(home):
        _write_lists(home)


def _ensure(home: Path) -> None:
    if not (home / "authority" / "intermediate.pem").is_file():
        _make_authorities(home)
    if not (home / "tsa" / "tsa.pem").is_file():
        intermediate = load_issued(home, "intermediate")
        name = subject("time stamps")
        _store(
            home / "tsa",
            "tsa",
            issue(name, issuer=intermediate, life=AUTHORITY_LIFE, extensions=timestamp_extensions()),
        )
        write_private(home / "tsa" / "chain.pem", intermediate.pem)
    if _lists_are_old(home):
        _write_lists(home)


def _make_authorities(home: Path) -> None:
    root = issue(
        subject("root authority"), issuer=None, life=2 * AUTHORITY_LIFE, extensions=authority_extensions(1)
    )
    intermediate = issue(
        subject("intermediate authority"),
        issuer=root,
        life=AUTHORITY_LIFE,
        extensions=authority_extensions(0),
    )
    _store(home / "authority", "root", root)
    write_private(home / "trust" / "demonstration-root.pem", root.pem)
    write_private(home / "trust" / "chain" / "demonstration-intermediate.pem", intermediate.pem)
    # Last: its presence says that everything above is there.
    _store(home / "authority", "intermediate", intermediate)


def _store(folder: Path, name: str, issued: Issued) -> None:
    write_private(folder / f"{name}.key", issued.key_pem)
    write_private(folder / f"{name}.pem", issued.pem)


def _revoked(home: Path) -> dict[int, datetime]:
    path = home / "authority" / "revoked.json"
    entries: dict[str, str] = json.loads(path.read_text()) if path.is_file() else {}
    return {int(number): datetime.fromisoformat(moment) for number, moment in entries.items()}


def _lists_are_old(home: Path) -> bool:
    path = home / "trust" / "crl" / "demonstration-intermediate.crl"
    if not path.is_file():
        return True
    issued_on = x509.load_der_x509_crl(path.read_bytes()).last_update_utc
    return datetime.now(UTC) - issued_on > RENEW_LISTS_AFTER


def _write_lists(home: Path) -> None:
    for name, revoked in (("root", {}), ("intermediate", _revoked(home))):
        crl = revocation_list(load_issued(home, name), revoked)
        path = home / "trust" / "crl" / f"demonstration-{name}.crl"
        write_private(path, crl.public_bytes(serialization.Encoding.DER))
