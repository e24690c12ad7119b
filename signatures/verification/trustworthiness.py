"""From the indications of ETSI EN 319 102-1 to our reasons."""

from __future__ import annotations

from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESPassed, AdESSubIndic

from signatures.verification.verdict import Problem, Reason

BY_INDICATION: dict[AdESSubIndic, Reason] = {
    AdESFailure.HASH_FAILURE: Reason.ALTERED,
    AdESFailure.SIG_CRYPTO_FAILURE: Reason.BROKEN,
    AdESFailure.FORMAT_FAILURE: Reason.BROKEN,
    AdESFailure.REVOKED: Reason.REVOKED,
    AdESFailure.NOT_YET_VALID: Reason.NOT_YET_VALID,
    AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND: Reason.BROKEN,
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: Reason.UNKNOWN_ROOT,
    AdESIndeterminate.REVOKED_NO_POE: Reason.REVOKED,
    AdESIndeterminate.REVOKED_CA_NO_POE: Reason.REVOKED,
    AdESIndeterminate.EXPIRED: Reason.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: Reason.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: Reason.EXPIRED,
    AdESIndeterminate.NOT_YET_VALID: Reason.NOT_YET_VALID,
    AdESIndeterminate.REVOCATION_OUT_OF_BOUNDS_NO_POE: Reason.NO_PROOF,
    AdESIndeterminate.TRY_LATER: Reason.NO_PROOF,
    AdESIndeterminate.NO_POE: Reason.NO_PROOF,
}


def problem_of(indication: AdESSubIndic, field: str, *, unproven: bool) -> Problem | None:
    """The problem that an indication means; None when it passed.

    ``unproven``: no revocation list or answer is at hand. The library then says no more than that the chain
    failed, as for every other fault of a chain.
    """
    if indication is AdESPassed.OK:
        return None
    reason = BY_INDICATION.get(indication, Reason.UNTRUSTED)
    if unproven and indication is AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE:
        reason = Reason.NO_PROOF
    detail = str(indication.standard_name).lower().replace("_", " ")
    return Problem(reason=reason, field=field, params={"detail": detail})
