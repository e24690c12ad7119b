"""A signature in three stages: prepare, sign outside any lock, publish. Exactly one counts."""

from signatures.sessions.prepare import prepare
from signatures.sessions.publish import discard, publish
from signatures.sessions.sign import sign

__all__ = ["discard", "prepare", "publish", "sign"]
