"""What follows an act, in the worker: papers, signatures, stamped plans, messages. Each is idempotent."""

from permits.effects import notices, papers, plans, signing, succession

__all__ = ["notices", "papers", "plans", "signing", "succession"]
