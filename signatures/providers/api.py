"""What every provider of signatures offers."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from asn1crypto import x509
from pyhanko.sign.signers.pdf_cms import Signer

from signatures.identity import Identity


class Provider(Protocol):
    """A key that signs for one function of one office."""

    @property
    def identity(self) -> Identity:
        """The function and office that this key stands for."""
        ...

    @property
    def certificate(self) -> x509.Certificate:
        """The signing certificate."""
        ...

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """The other certificates up to the root, as far as the provider has them."""
        ...

    def signer(self) -> Signer:
        """A pyHanko signer. The provider keeps the key loaded; the signer may be used many times."""
        ...


def valid_at(certificate: x509.Certificate, moment: datetime) -> bool:
    """Whether the certificate's own dates cover the moment."""
    return bool(certificate.not_valid_before <= moment <= certificate.not_valid_after)
