"""Says whether a signed PDF proves itself: from the file alone, offline."""

from signatures.verification.check import verify
from signatures.verification.register import register_status, register_status_provider
from signatures.verification.verdict import Problem, Reason, RequiredVerdict, SignatureVerdict, Verdict

__all__ = [
    "Problem",
    "Reason",
    "RequiredVerdict",
    "SignatureVerdict",
    "Verdict",
    "register_status",
    "register_status_provider",
    "verify",
]
