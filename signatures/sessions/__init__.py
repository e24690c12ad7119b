"""A signature in three stages: prepare, sign outside any lock, publish. Exactly one counts."""

from signatures.sessions.preparing import prepare
from signatures.sessions.publishing import discard, publish
from signatures.sessions.signing import sign

__all__ = ["discard", "prepare", "publish", "sign"]
