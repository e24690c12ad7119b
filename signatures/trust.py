"""Whom we believe: roots, the authorities between, and lists of revocation, all from files.

``SIGNING_DIR/trust/*.pem`` roots, ``trust/chain/*.pem`` authorities between, ``trust/crl/*.crl`` lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from asn1crypto import crl, pem, x509
from django.conf import settings
from pyhanko.sign.validation.policy_decl import (
    CertificateFetchingRule,
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator.authority import CertTrustAnchor
from pyhanko_certvalidator.context import CertValidationPolicySpec, ValidationContext
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer

# A certificate must say it signs documents: either bit does, as authorities differ.
SIGNER_KEY_USAGE = frozenset({"non_repudiation", "digital_signature"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Trust:
    """The roots believed and what helps to build and check a path to them."""

    roots: tuple[x509.Certificate, ...]
    between: tuple[x509.Certificate, ...] = ()
    revocations: tuple[crl.CertificateList, ...] = ()

    def for_signing(self) -> ValidationContext:
        """Checks the signer before it signs and gathers what proves it later; may ask the network."""
        return ValidationContext(
            trust_roots=list(self.roots),
            other_certs=list(self.between),
            crls=[entry.dump() for entry in self.revocations],
            allow_fetching=True,
            revocation_mode="require",
        )

    def for_verifying(self) -> PdfSignatureValidationSpec:
        """Checks a signature from the file and these lists alone; never asks the network."""
        anchors = SimpleTrustManager.build(trust_roots=[CertTrustAnchor(root) for root in self.roots])
        knowledge = LocalKnowledge(
            known_crls=[CRLContainer(entry) for entry in self.revocations],
            known_certs=list(self.between),
        )
        offline = RevocationInfoGatheringSpec(
            online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY,
            certificate_fetching_rule=CertificateFetchingRule.NEVER_FETCH,
        )
        return PdfSignatureValidationSpec(
            signature_validation_spec=SignatureValidationSpec(
                cert_validation_policy=CertValidationPolicySpec(
                    trust_manager=anchors, revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO)
                ),
                revinfo_gathering_policy=offline,
                local_knowledge=knowledge,
                key_usage_settings=KeyUsageConstraints(key_usage=set(SIGNER_KEY_USAGE)),
            )
        )

    def holds_list_for(self, certificate: x509.Certificate) -> bool:
        """Whether a revocation list of its issuer is at hand."""
        return certificate.issuer.hashable in {entry.issuer.hashable for entry in self.revocations}

    def can_prove_revocation(self, certificate: x509.Certificate) -> bool:
        """Whether lists at hand, or addresses in the certificate, can prove it was not revoked."""
        return (
            self.holds_list_for(certificate)
            or bool(certificate.ocsp_urls)
            or bool(certificate.crl_distribution_points)
        )


def load_trust(folder: Path | None = None) -> Trust:
    """What the files say now. An empty folder gives an empty trust: nothing will be believed."""
    home = (folder or settings.SIGNING_DIR) / "trust"
    return Trust(
        roots=tuple(entry for path in sorted(home.glob("*.pem")) for entry in certificates_in(path)),
        between=tuple(
            entry for path in sorted((home / "chain").glob("*.pem")) for entry in certificates_in(path)
        ),
        revocations=tuple(
            crl.CertificateList.load(path.read_bytes()) for path in sorted((home / "crl").glob("*.crl"))
        ),
    )


def certificates_in(path: Path) -> list[x509.Certificate]:
    """The certificates of a PEM or DER file. Raises ValueError when it holds none."""
    content = path.read_bytes()
    if not pem.detect(content):
        return [x509.Certificate.load(content, strict=True)]
    found = [der for _name, _headers, der in pem.unarmor(content, multiple=True)]
    return [x509.Certificate.load(der, strict=True) for der in found]
