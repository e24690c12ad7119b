"""The verifier: a file in, a verdict out."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from os import SEEK_END
from pathlib import Path
from typing import IO, Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader

from signatures.trust import Trust, load_trust
from signatures.verification.archive import stamp_problems
from signatures.verification.attachment import BadAct, read_act
from signatures.verification.completeness import compare, required_of
from signatures.verification.signature import Reading, judge
from signatures.verification.verdict import Problem, Reason, SignatureVerdict, Verdict

logger = logging.getLogger(__name__)
# A reader looks for the mark near the beginning (ISO 32000-2, annex on common practice: 1,024 bytes).
HEAD = 1024
# More signatures than any act has: a file that claims more is hostile.
MOST_SIGNATURES = 50


def verify(
    source: Path | IO[bytes],
    *,
    roots: Sequence[x509.Certificate] | None = None,
    signing_dir: Path | None = None,
) -> Verdict:
    """The verdict on a file, from its bytes alone and the roots believed; never asks the network.

    ``roots`` replaces the roots of SIGNING_DIR. Raises OSError when the path cannot be read.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return _verify(stream, roots, signing_dir)
    return _verify(source, roots, signing_dir)


def _verify(stream: IO[bytes], roots: Sequence[x509.Certificate] | None, signing_dir: Path | None) -> Verdict:
    stream.seek(0)
    sha256 = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # any binary stream will do
    size = stream.seek(0, SEEK_END)
    stream.seek(0)
    if b"%PDF-" not in stream.read(HEAD):
        return _refused(sha256, size, Reason.NOT_A_PDF)
    trust = load_trust(signing_dir)
    if roots is not None:
        trust = Trust(roots=tuple(roots), between=trust.between, revocations=trust.revocations)
    try:
        reader = PdfFileReader(stream, strict=False)
        if reader.encrypted:
            return _refused(sha256, size, Reason.ENCRYPTED)
        reading = Reading(reader=reader, trust=trust, signing_dir=signing_dir)
        return _judged(reading, stream, sha256, size)
    except Exception as error:  # bytes from anywhere may make the parser raise anything
        logger.info("The file %s cannot be read.", sha256, exc_info=error)
        return _refused(sha256, size, Reason.DAMAGED)


def _judged(reading: Reading, stream: IO[bytes], sha256: str, size: int) -> Verdict:
    found = reading.reader.embedded_regular_signatures
    if not found or len(found) > MOST_SIGNATURES:
        return _refused(sha256, size, Reason.UNSIGNED)
    signatures = tuple(judge(entry, reading) for entry in found)
    problems = stamp_problems(reading)
    if _trailing(stream, size):
        problems.append(Problem(reason=Reason.TRAILING))
    act, required, act_problems = _act(reading.reader)
    verdicts, missing = compare(required, signatures)
    return Verdict(
        sha256=sha256,
        size=size,
        signatures=signatures,
        required=verdicts,
        complete=not missing and not act_problems if act or act_problems else None,
        act=act,
        file_problems=(*missing, *act_problems, *problems),
    )


def _act(reader: PdfFileReader) -> tuple[dict[str, Any] | None, list[dict[str, str]], tuple[Problem, ...]]:
    try:
        act = read_act(reader)
        return act, required_of(act or {}), ()
    except (BadAct, ValueError, KeyError):
        return None, [], (Problem(reason=Reason.BAD_ACT),)


def _trailing(stream: IO[bytes], size: int) -> bool:
    """Whether bytes follow the end mark: they are outside every signature."""
    stream.seek(max(0, size - HEAD))
    tail = stream.read(HEAD)
    return bool(tail.rpartition(b"%%EOF")[2].strip(b"\r\n \x00"))


def _refused(sha256: str, size: int, reason: Reason) -> Verdict:
    none: tuple[SignatureVerdict, ...] = ()
    return Verdict(sha256=sha256, size=size, signatures=none, file_problems=(Problem(reason=reason),))
