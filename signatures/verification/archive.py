"""Checks the time stamps that close the file (document time stamps)."""

from __future__ import annotations

import asyncio

from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator.context import ValidationContext

from signatures.verification.signature import Reading
from signatures.verification.verdict import Problem, Reason


def stamp_problems(reading: Reading) -> list[Problem]:
    """A problem for each document time stamp whose bytes are not those that were stamped.

    Whether its authority is believed shows in the signatures: without it they lack their proof.
    """
    return [
        Problem(reason=Reason.TIMESTAMP, field=str(stamp.field_name))
        for stamp in reading.reader.embedded_timestamp_signatures
        if not _sound(stamp)
    ]


def _sound(stamp: EmbeddedPdfSignature) -> bool:
    try:
        stamp.compute_integrity_info(skip_diff=True)
        # Only the cryptography is looked at here: no root is needed for that.
        nobody = ValidationContext(trust_roots=[], allow_fetching=False)
        status = asyncio.run(
            validate_tst_signed_data(stamp.signed_data, nobody, lambda _algorithm: stamp.compute_digest())
        )
    except Exception:  # bytes from anywhere may make the parser raise anything
        return False
    return bool(status["intact"] and status["valid"])
