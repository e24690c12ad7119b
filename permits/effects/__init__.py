"""What follows an act, in the worker: papers, signatures, stamped plans, messages. Each is idempotent."""

from permits.effects import corrections, notices, papers, plans, signing, succession

__all__ = ["corrections", "notices", "papers", "plans", "signing", "succession"]
