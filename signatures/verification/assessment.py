"""Is a signature sound and its certificate believed? First with its archive, else as things stand today."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from asn1crypto import cms, crl, ocsp
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate, AdESPassed, AdESSubIndic
from pyhanko.sign.validation.ades import (
    AdESLTAValidationResult,
    ades_basic_validation,
    ades_lta_validation,
    ades_timestamp_validation,
)
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter, message_imprint_checker
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.policy_decl import LocalKnowledge, SignatureValidationSpec
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

from signatures.trust import Trust

VAGUE = frozenset(
    {AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE, AdESIndeterminate.NO_POE, AdESIndeterminate.GENERIC}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessment:
    """``indication`` in the words of ETSI EN 319 102-1; ``stamp_ok`` is None without a time stamp."""

    indication: AdESSubIndic
    stamp_ok: bool | None


def token_of(found: EmbeddedPdfSignature) -> cms.SignedData | None:
    """The time stamp of the signature itself, if it has one."""
    return next(extract_tst_data_iter(found.signer_info, signed=False), None)


async def assess(found: EmbeddedPdfSignature, trust: Trust) -> Assessment:
    """Past validation where the archive allows it; otherwise the certificate must be good today."""
    archived = await ades_lta_validation(found, trust.for_verifying())
    if archived.ades_subindic is AdESPassed.OK:
        return Assessment(indication=AdESPassed.OK, stamp_ok=_archived_stamp(archived, found))
    spec = _knowing_more(trust.for_verifying().signature_validation_spec, found.reader)
    today = await ades_basic_validation(found.signed_data, spec, raw_digest=found.compute_digest())
    indication = today.ades_subindic
    if indication in VAGUE and archived.ades_subindic not in VAGUE:
        indication = archived.ades_subindic
    return Assessment(indication=indication, stamp_ok=await _stamp_today(found, spec))


def _archived_stamp(archived: AdESLTAValidationResult, found: EmbeddedPdfSignature) -> bool | None:
    if token_of(found) is None:
        return None
    status = archived.signature_timestamp_status
    return status is not None and status.ades_subindic is AdESPassed.OK


async def _stamp_today(found: EmbeddedPdfSignature, spec: SignatureValidationSpec) -> bool | None:
    token = token_of(found)
    if token is None:
        return None
    imprint = message_imprint_checker(found.signer_info)
    result = await ades_timestamp_validation(token, spec, imprint)
    return result.ades_subindic is AdESPassed.OK


def _knowing_more(spec: SignatureValidationSpec, reader: PdfFileReader) -> SignatureValidationSpec:
    """The same, with the certificates and lists that the file carries: their authorities signed them."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return spec
    lists = [CRLContainer(crl.CertificateList.load(held.get_object().data)) for held in store.crls]
    answers = [
        container
        for held in store.ocsps
        for container in OCSPContainer.load_multi(ocsp.OCSPResponse.load(held.get_object().data))
    ]
    known = spec.local_knowledge
    return dataclasses.replace(
        spec,
        local_knowledge=LocalKnowledge(
            known_crls=[*known.known_crls, *lists],
            known_ocsps=[*known.known_ocsps, *answers],
            known_certs=[*known.known_certs, *store.load_certs()],
        ),
    )
