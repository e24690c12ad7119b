"""Issues the certificates of the demonstration authority: EC P-256, names in ASCII.

Every subject carries the word DEMONSTRATION: nobody should take these for real ones. Names stay in
ASCII because asn1crypto refuses names that mix Arabic with Latin letters or digits.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from signatures.identity import MARK

# A clock that runs a little late elsewhere must not find the certificate "not yet valid".
SLACK = timedelta(minutes=5)
AUTHORITY_LIFE = timedelta(days=3650)
FUNCTION_LIFE = timedelta(days=730)
CRL_LIFE = timedelta(days=400)


@dataclass(frozen=True, kw_only=True, slots=True)
class Issued:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def key_pem(self) -> bytes:
        """The key, not encrypted: the file around it must be private."""
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def ascii_name(text: str) -> str:
    """The text without accents or other letters, as a certificate name may hold it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(plain.split())


def subject(common_name: str, organisation: str = "", unit: str = "") -> x509.Name:
    """A subject marked as a demonstration; X.520 allows 64 characters in each part."""
    parts = [(NameOID.COMMON_NAME, f"{MARK} {common_name}")]
    if organisation:
        parts.append((NameOID.ORGANIZATION_NAME, f"{MARK} {ascii_name(organisation)}"))
    if unit:
        parts.append((NameOID.ORGANIZATIONAL_UNIT_NAME, unit))
    return x509.Name([x509.NameAttribute(oid, text[:64].strip()) for oid, text in parts])


def issue(
    name: x509.Name,
    *,
    issuer: Issued | None,
    life: timedelta,
    extensions: list[tuple[x509.ExtensionType, bool]],
    start: datetime | None = None,
) -> Issued:
    """A new key and its certificate; without an issuer it signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    begin = (start or datetime.now(UTC)) - SLACK
    signing_key = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False
        )
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return Issued(certificate=builder.sign(signing_key, hashes.SHA256()), key=key)


def authority_extensions(path_length: int) -> list[tuple[x509.ExtensionType, bool]]:
    """What makes a certificate one of an authority (RFC 5280, 4.2.1.9)."""
    return [
        (x509.BasicConstraints(ca=True, path_length=path_length), True),
        (_usage(key_cert_sign=True, crl_sign=True), True),
    ]


def timestamp_extensions() -> list[tuple[x509.ExtensionType, bool]]:
    """Time stamping alone, and critical, as RFC 3161 section 2.3 wants."""
    return [
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (_usage(digital_signature=True, content_commitment=True), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True),
    ]


def function_extensions(identity_uri: str) -> list[tuple[x509.ExtensionType, bool]]:
    """Signing documents; the URI says which function of which office."""
    return [
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (_usage(digital_signature=True, content_commitment=True), True),
        (x509.SubjectAlternativeName([x509.UniformResourceIdentifier(identity_uri)]), False),
    ]


def revocation_list(
    issuer: Issued, revoked: dict[int, datetime], now: datetime | None = None
) -> x509.CertificateRevocationList:
    """The authority's list of revoked serial numbers, valid 400 days."""
    begin = now or datetime.now(UTC)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(begin - SLACK)
        .next_update(begin + CRL_LIFE)
        .add_extension(x509.CRLNumber(int(begin.timestamp())), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False
        )
    )
    for serial, at in revoked.items():
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(issuer.key, hashes.SHA256())


def _usage(**wanted: bool) -> x509.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: wanted.get(name, False) for name in names})
