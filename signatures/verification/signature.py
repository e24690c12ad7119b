"""Checks one signature of a file."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESPassed
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signatures.identity import MARK, identity_of
from signatures.tree import entry
from signatures.trust import Trust
from signatures.verification.assessment import Assessment, assess, token_of
from signatures.verification.trustworthiness import problem_of
from signatures.verification.verdict import Problem, Reason, SignatureVerdict

logger = logging.getLogger(__name__)
NOT_INTACT = frozenset({AdESFailure.HASH_FAILURE, AdESFailure.SIG_CRYPTO_FAILURE, AdESFailure.FORMAT_FAILURE})


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """The open file and what signatures are judged by."""

    reader: PdfFileReader
    trust: Trust
    signing_dir: Path | None


def judge(found: EmbeddedPdfSignature, reading: Reading) -> SignatureVerdict:
    """The verdict on one signature. A hostile one makes the parser raise: that is a verdict too."""
    field = str(found.field_name)
    try:
        return _judge(found, field, reading)
    except Exception as error:  # bytes from anywhere may make the parser raise anything
        logger.info("The signature in the field %s cannot be read.", field, exc_info=error)
        return _unreadable(field, error)


def _judge(found: EmbeddedPdfSignature, field: str, reading: Reading) -> SignatureVerdict:
    found.compute_integrity_info(diff_policy=DEFAULT_DIFF_POLICY)
    result = asyncio.run(assess(found, reading.trust))
    modified = not found.summarise_integrity_info()["docmdp_ok"]
    certificate = found.signer_cert
    subject = certificate.subject.native
    level = _level(found, reading.reader)
    unproven = level in ("B-B", "B-T") and not reading.trust.holds_list_for(certificate)
    problems = _problems(result, field, modified=modified, unproven=unproven)
    return SignatureVerdict(
        field=field,
        signer=str(subject.get("common_name", "")),
        identity=identity_of(certificate, reading.signing_dir),
        intact=result.indication not in NOT_INTACT,
        trusted=result.indication is AdESPassed.OK,
        modified_after=modified,
        level=level,
        stamped_at=_stamped_at(found),
        claimed_at=found.self_reported_timestamp,
        demonstration=str(subject.get("common_name", "")).startswith(MARK),
        problems=problems,
    )


def _problems(result: Assessment, field: str, *, modified: bool, unproven: bool) -> tuple[Problem, ...]:
    problems = [problem_of(result.indication, field, unproven=unproven)]
    if result.stamp_ok is False and result.indication not in NOT_INTACT:
        problems.append(Problem(reason=Reason.TIMESTAMP, field=field))
    if modified and result.indication is not AdESFailure.HASH_FAILURE:
        problems.append(Problem(reason=Reason.MODIFIED_AFTER, field=field))
    return tuple(problem for problem in problems if problem is not None)


def _level(found: EmbeddedPdfSignature, reader: PdfFileReader) -> str:
    if token_of(found) is None:
        return "B-B"
    if not (entry(reader.root, "/DSS", "/CRLs") or entry(reader.root, "/DSS", "/OCSPs")):
        return "B-T"
    later = [stamp.signed_revision for stamp in reader.embedded_timestamp_signatures]
    return "B-LTA" if any(revision > found.signed_revision for revision in later) else "B-LT"


def _stamped_at(found: EmbeddedPdfSignature) -> datetime | None:
    token = token_of(found)
    if token is None:
        return None
    moment = token["encap_content_info"]["content"].parsed["gen_time"].native
    return moment if isinstance(moment, datetime) else None


def _unreadable(field: str, error: Exception) -> SignatureVerdict:
    return SignatureVerdict(
        field=field,
        signer="",
        identity=None,
        intact=False,
        trusted=False,
        modified_after=False,
        level="",
        stamped_at=None,
        claimed_at=None,
        demonstration=False,
        problems=(Problem(reason=Reason.BROKEN, field=field, params={"detail": type(error).__name__}),),
    )
