"""The last stage: the signature counts, or it never will."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from signatures.models import SigningSession, Stage

OPEN = (Stage.PREPARED, Stage.SENT, Stage.SIGNED)


def publish(session_id: UUID) -> bool:
    """Let the signature count. True for exactly one call; called inside the upper app's transaction.

    False: not signed yet, already published, discarded, or another session of the same subject and
    field was published first.
    """
    session = SigningSession.objects.filter(pk=session_id, stage=Stage.SIGNED)
    try:
        with transaction.atomic():  # a savepoint: a lost race must not spoil the caller's transaction
            return session.update(stage=Stage.PUBLISHED, published_at=timezone.now()) == 1
    except IntegrityError:
        return False


def discard(session_id: UUID, reason: str) -> bool:
    """Close a session that is not published. What was signed stays recorded and never counts.

    False when it was already published or discarded. Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("Discarding needs a reason.")
    session = SigningSession.objects.filter(pk=session_id, stage__in=OPEN)
    return (
        session.update(
            stage=Stage.DISCARDED, discarded_at=timezone.now(), discard_reason=reason.strip()[:200]
        )
        == 1
    )
