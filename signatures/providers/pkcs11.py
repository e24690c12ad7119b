"""Keys in a token or a hardware module (PKCS#11), when the package python-pkcs11 is installed.

``<function>.pkcs11.json`` holds: ``module`` (path of the library), ``token`` (its label), ``key`` (label of
the key), ``certificate`` (label of the certificate), ``pin_file``, ``raw`` (true when the module has no
combined hash-and-sign mechanism, as SoftHSM for elliptic curves).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from asn1crypto import x509
from django.utils.translation import gettext as _
from pyhanko.sign.signers.pdf_cms import Signer

from signatures.errors import NoCertificate
from signatures.identity import Identity

try:
    from pkcs11.exceptions import PKCS11Error  # type: ignore[import-not-found,unused-ignore]  # optional
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
except ImportError:  # the package is optional
    INSTALLED = False
else:
    INSTALLED = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Pkcs11Provider:
    """A key that never leaves its token."""

    identity: Identity
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    opened: Signer

    def signer(self) -> Signer:
        return self.opened


def load(path: Path, identity: Identity) -> Pkcs11Provider:
    """The provider described by the file; the session with the token stays open in this process.

    Raises NoCertificate when the token, key or package is missing.
    """
    if not INSTALLED:
        raise NoCertificate(_("This key is in a token: install the package python-pkcs11."))
    signer = _open(path, path.stat().st_mtime_ns)
    if signer.signing_cert is None:
        raise NoCertificate(_("The token described by %(file)s has no certificate.") % {"file": path.name})
    return Pkcs11Provider(
        identity=identity,
        certificate=signer.signing_cert,
        chain=tuple(signer.cert_registry),
        opened=signer,
    )


@lru_cache(maxsize=32)
def _open(path: Path, _modified: int) -> Signer:
    try:
        described: dict[str, Any] = json.loads(path.read_text())
        session = open_pkcs11_session(
            described["module"],
            token_criteria=TokenCriteria(label=described["token"]),
            user_pin=Path(described["pin_file"]).read_text().strip(),
        )
        signer = PKCS11Signer(
            session,
            cert_label=described["certificate"],
            key_label=described["key"],
            use_raw_mechanism=bool(described.get("raw", False)),
        )
        _certificate = signer.signing_cert  # asks the token now: a missing label must fail here
    except (OSError, KeyError, ValueError, PKCS11Error) as error:
        raise NoCertificate(
            _("The token described by %(file)s cannot be used: %(why)s")
            % {"file": path.name, "why": str(error) or type(error).__name__}
        ) from error
    return signer
