"""The second stage: the provider signs, and nothing is locked meanwhile.

Each try is written down before the provider is called. If two tries meet, or one comes back after the
session was closed, exactly one result counts (compare-and-swap on the stage); the other is kept as unused.
"""

from __future__ import annotations

from datetime import timedelta
from tempfile import TemporaryFile
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.models import DocumentVersion
from signatures.errors import SessionClosed, SigningUnderway
from signatures.files import fetch, keep
from signatures.models import Outcome, SigningAttempt, SigningSession, Stage
from signatures.providers.registry import provider_for
from signatures.sealing import Level, Order, seal
from signatures.timestamps import timestamper

# Longer than any provider takes; a try that was killed is repeated after that.
LEASE = timedelta(seconds=60)


def sign(session_id: UUID) -> SigningSession:
    """Have the session signed; already signed or published: gives it back unchanged.

    Raises SigningUnderway while another process is at it (ask again), SessionClosed when discarded, and
    whatever SignatureError the provider or the file causes; the session then waits for the next call.
    """
    attempt = _claim(session_id)
    if attempt is None:
        return _settled(session_id)
    try:
        version, level = _make(attempt.session)
    except Exception as error:
        _give_back(attempt, str(error) or type(error).__name__)
        raise
    _count(attempt, version, level)
    return _settled(session_id)


def _claim(session_id: UUID) -> SigningAttempt | None:
    """Take the session for the time of the lease. None when nothing is to be done or it is taken."""
    now = timezone.now()
    free = Q(stage=Stage.PREPARED) | Q(stage=Stage.SENT, sent_at__lt=now - LEASE)
    with transaction.atomic():
        if not SigningSession.objects.filter(free, pk=session_id).update(stage=Stage.SENT, sent_at=now):
            return None
        return SigningAttempt.objects.create(session=SigningSession.objects.get(pk=session_id))


def _settled(session_id: UUID) -> SigningSession:
    session = SigningSession.objects.select_related("signed", "source").get(pk=session_id)
    if session.stage in (Stage.SIGNED, Stage.PUBLISHED):
        return session
    if session.stage == Stage.DISCARDED:
        raise SessionClosed(
            _("This signature was discarded: %(reason)s") % {"reason": session.discard_reason}
        )
    raise SigningUnderway(_("This file is being signed: ask again in a moment."))


def _make(session: SigningSession) -> tuple[DocumentVersion, Level]:
    order = Order(signatory=session.who, field=session.field, required=session.chain, reason=session.reason)
    provider = provider_for(order.signatory.office, order.signatory.function)
    with fetch(session.source) as source, TemporaryFile() as target:
        level = seal(source, target, order, provider=provider, timestamper=timestamper())
        return keep(session.source, target), level


def _count(attempt: SigningAttempt, version: DocumentVersion, level: Level) -> None:
    """Let this result be the session's, unless another was first."""
    now = timezone.now()
    with transaction.atomic():
        won = SigningSession.objects.filter(pk=attempt.session_id, stage=Stage.SENT).update(
            stage=Stage.SIGNED,
            signed=version,
            signed_sha256=version.sha256,
            signed_at=now,
            level=level,
            error="",
        )
        outcome = Outcome.COUNTED if won else Outcome.UNUSED
        SigningAttempt.objects.filter(pk=attempt.pk).update(
            outcome=outcome, ended_at=now, sha256=version.sha256, version=version
        )


def _give_back(attempt: SigningAttempt, error: str) -> None:
    now = timezone.now()
    with transaction.atomic():
        # Only our own claim is given back: after the lease another try may hold it.
        SigningSession.objects.filter(
            pk=attempt.session_id, stage=Stage.SENT, sent_at=attempt.session.sent_at
        ).update(stage=Stage.PREPARED, error=error)
        SigningAttempt.objects.filter(pk=attempt.pk).update(outcome=Outcome.FAILED, ended_at=now, error=error)
