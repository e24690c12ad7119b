"""The first stage: write down what is to be signed."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from documents.models import DocumentVersion
from signatures.errors import ChainBroken
from signatures.models import SigningSession, Stage
from signatures.signatory import Required, Signatory


def prepare(
    *,
    subject: str,
    source: DocumentVersion,
    signatory: Signatory,
    required: Sequence[Required],
    reason: str = "",
) -> SigningSession:
    """A session for the signature of ``signatory`` on ``source``. No provider is called.

    ``required`` names every signature that the document must carry, in order; the signatory must be one
    of them. From the second on, ``source`` must be the published file of the signature before.
    The same call again gives the open session that is already there. Raises ChainBroken.
    """
    chain = tuple(required)
    field = _field_of(signatory, chain)
    _check_source(subject, source, field, chain)
    waiting = SigningSession.objects.filter(
        subject=subject,
        field=field,
        source=source,
        signatory=signatory.as_json(),
        stage__in=[Stage.PREPARED, Stage.SENT, Stage.SIGNED],
    ).first()
    return waiting or SigningSession.objects.create(
        subject=subject,
        field=field,
        source=source,
        source_sha256=source.sha256,
        signatory=signatory.as_json(),
        required=[entry.as_json() for entry in chain],
        reason=reason,
    )


def _field_of(signatory: Signatory, chain: tuple[Required, ...]) -> str:
    fields = [entry.field for entry in chain]
    if len(set(fields)) != len(fields):
        raise ChainBroken(_("Two required signatures share one field."))
    for entry in chain:
        if (entry.office, entry.function) == (signatory.office, signatory.function):
            return entry.field
    raise ChainBroken(
        _("The document does not ask for a signature of %(function)s (%(office)s).")
        % {"function": signatory.function, "office": signatory.office}
    )


def _check_source(subject: str, source: DocumentVersion, field: str, chain: tuple[Required, ...]) -> None:
    position = [entry.field for entry in chain].index(field)
    if position == 0:
        return
    before = chain[position - 1]
    published = SigningSession.objects.filter(
        subject=subject, field=before.field, stage=Stage.PUBLISHED, signed=source
    )
    if not published.exists():
        raise ChainBroken(
            _("The signature of %(function)s (%(office)s) must come first.")
            % {"function": before.function, "office": before.office}
        )
