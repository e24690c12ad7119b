"""Keys in PKCS#12 files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asn1crypto import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.utils.translation import gettext as _
from pyhanko.sign.signers.pdf_cms import Signer, SimpleSigner
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from signatures.errors import NoCertificate
from signatures.identity import Identity


class CachedKeySigner(SimpleSigner):
    """Keeps the key loaded.

    The parent loads and re-checks an RSA key twice per signature: about 300 ms for RSA-3072.
    """

    def __init__(self, loaded: SimpleSigner, certificate: x509.Certificate) -> None:
        super().__init__(
            signing_cert=certificate,
            signing_key=loaded.signing_key,
            cert_registry=loaded.cert_registry,
            signature_mechanism=loaded.signature_mechanism,
            prefer_pss=loaded.prefer_pss,
            embed_roots=loaded.embed_roots,
        )
        self.certificate = certificate
        self._key = serialization.load_der_private_key(loaded.signing_key.dump(), password=None)

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """The raw signature, by the key already loaded where its kind is known here."""
        algorithm = self.get_signature_mechanism_for_digest(digest_algorithm).signature_algo
        digest = get_pyca_cryptography_hash(digest_algorithm)
        if isinstance(self._key, EllipticCurvePrivateKey) and algorithm == "ecdsa":
            return self._key.sign(data, ECDSA(digest))
        if isinstance(self._key, RSAPrivateKey) and algorithm == "rsassa_pkcs1v15":
            return self._key.sign(data, PKCS1v15(), digest)
        return bytes(super().sign_raw(data, digest_algorithm))


@dataclass(frozen=True, kw_only=True, slots=True)
class Pkcs12Provider:
    """A key in a file."""

    identity: Identity
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    loaded: CachedKeySigner

    def signer(self) -> Signer:
        return self.loaded


def load(path: Path, identity: Identity) -> Pkcs12Provider:
    """The provider of a PKCS#12 file; its passphrase lies beside it, with the suffix ``.pass``.

    Raises NoCertificate when the file cannot be opened with that passphrase.
    """
    signer = _load_signer(path, path.stat().st_mtime_ns)
    return Pkcs12Provider(
        identity=identity,
        certificate=signer.certificate,
        chain=tuple(signer.cert_registry),
        loaded=signer,
    )


@lru_cache(maxsize=256)
def _load_signer(path: Path, _modified: int) -> CachedKeySigner:
    passphrase_file = path.with_suffix(".pass")
    try:
        passphrase = passphrase_file.read_bytes().strip()
        loaded = SimpleSigner.load_pkcs12_data(path.read_bytes(), (), passphrase or None)
    except (OSError, ValueError) as error:
        raise NoCertificate(
            _("The certificate file %(file)s cannot be opened with the passphrase in %(passphrase)s.")
            % {"file": path.name, "passphrase": passphrase_file.name}
        ) from error
    if loaded.signing_cert is None:
        raise NoCertificate(_("The file %(file)s holds no certificate.") % {"file": path.name})
    return CachedKeySigner(loaded, loaded.signing_cert)
