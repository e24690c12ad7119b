"""Puts one PAdES signature on a PDF, as an incremental update.

Levels (ETSI EN 319 142-1): B-B; B-T with a time stamp; B-LT with what proves the certificate later; B-LTA
with a time stamp over that. Rights after signing (ISO 32000-2, 12.8.2): one signatory certifies and nothing
may change; of several the first certifies and only the other fields may be signed, the last locks all.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError

from signatures.appearance import signature_style
from signatures.errors import (
    ChainBroken,
    NoCertificate,
    Refused,
    SignatureError,
    TimestampUnavailable,
    is_of_the_machine,
)
from signatures.placement import place
from signatures.providers.api import Provider
from signatures.signatory import Box, Required, Signatory
from signatures.trust import SIGNER_KEY_USAGE, Trust, load_trust


class Level(StrEnum):
    """How long the proof lasts."""

    B = "B-B"
    T = "B-T"
    LT = "B-LT"
    LTA = "B-LTA"


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What to sign: the field of this signatory among all that the document requires, in order."""

    signatory: Signatory
    field: str
    required: tuple[Required, ...]
    reason: str = ""

    @property
    def position(self) -> int:
        return [entry.field for entry in self.required].index(self.field)

    @property
    def last(self) -> bool:
        return self.position == len(self.required) - 1


def seal(
    source: IO[bytes],
    target: IO[bytes],
    order: Order,
    *,
    provider: Provider,
    timestamper: TimeStamper | None,
    trust: Trust | None = None,
) -> Level:
    """Sign ``source`` into ``target`` (read and write); the bytes of the source stay an exact prefix.

    Raises Refused for a file that cannot be signed, NoCertificate for a revoked or unproven certificate,
    TimestampUnavailable, ChainBroken when an earlier signature of the chain is missing.
    """
    with translated():
        writer = open_to_add(source)
        boxes = place(writer.prev, order.required)
        _check_turn(writer, order)
        _add_fields(writer, order, boxes)
        box = boxes[order.field]
        at = timezone.now()
        with _style(order, at, box) as style:
            return sign_field(
                writer,
                target,
                order.field,
                style=style,
                certify=order.position == 0,
                permissions=MDPPerm.NO_CHANGES if order.last else MDPPerm.FILL_FORMS,
                reason=order.reason,
                provider=provider,
                timestamper=timestamper,
                trust=trust or load_trust(),
            )


def open_to_add(source: IO[bytes]) -> IncrementalPdfFileWriter:
    """A writer that adds to the file. Raises Refused when the file is protected or not readable."""
    source.seek(0)
    writer = IncrementalPdfFileWriter(source, strict=False)
    if writer.prev.encrypted:
        raise Refused(
            _("This PDF is protected by encryption: ask for a copy without password or restrictions.")
        )
    return writer


def sign_field(
    writer: IncrementalPdfFileWriter,
    target: IO[bytes],
    field: str,
    *,
    style: StaticStampStyle | None,
    certify: bool,
    permissions: MDPPerm,
    reason: str,
    provider: Provider,
    timestamper: TimeStamper | None,
    trust: Trust,
) -> Level:
    """Sign one field of the writer's document, at the best level that can be had."""
    level = _best_level(provider, timestamper, trust)
    proven = level in (Level.LT, Level.LTA)
    meta = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
        certify=certify,
        docmdp_permissions=permissions,
        embed_validation_info=proven,
        use_pades_lta=level is Level.LTA,
        validation_context=trust.for_signing() if proven else None,
        signer_key_usage=set(SIGNER_KEY_USAGE),
    )
    signer = PdfSigner(meta, provider.signer(), timestamper=timestamper, stamp_style=style)
    signer.sign_pdf(writer, existing_fields_only=style is not None, output=target)
    return level


class translated(AbstractContextManager[None]):
    """Turns what the library raises while signing into sentences for people."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None or isinstance(error, SignatureError):
            return
        cause = error.__cause__
        if isinstance(error, RevokedError) or isinstance(cause, RevokedError):
            raise NoCertificate(_("The signing certificate was revoked: ask for a new one.")) from error
        if isinstance(error, PathError | ValidationError) or isinstance(cause, PathError | ValidationError):
            raise NoCertificate(
                _("The signing certificate cannot be proven: %(why)s") % {"why": str(cause or error)}
            ) from error
        if isinstance(error, TimestampRequestError):
            raise TimestampUnavailable(
                _("The time stamp authority refused: %(why)s") % {"why": str(error)}
            ) from error
        if isinstance(error, SigningError):
            raise Refused(_("The signature cannot be made: %(why)s") % {"why": str(error)}) from error
        # A parser fed with a broken file may raise anything.
        if isinstance(error, Exception) and not is_of_the_machine(error):
            raise Refused(
                _("This file cannot be read as a PDF (%(why)s): export it anew and send it again.")
                % {"why": type(error).__name__}
            ) from error


def _best_level(provider: Provider, timestamper: TimeStamper | None, trust: Trust) -> Level:
    provable = bool(trust.roots) and trust.can_prove_revocation(provider.certificate)
    if timestamper is None:
        # Proof of revocation without a dated signature proves little: the plain level says so.
        return Level.B
    return Level.LTA if provable else Level.T


def _check_turn(writer: IncrementalPdfFileWriter, order: Order) -> None:
    signed = {
        name for name, value, _reference in enumerate_sig_fields(writer.prev, filled_status=True) if value
    }
    for entry in order.required[: order.position]:
        if entry.field not in signed:
            raise ChainBroken(
                _("The signature of %(function)s (%(office)s) must come first.")
                % {"function": entry.function, "office": entry.office}
            )
    if any(found.docmdp_level is MDPPerm.NO_CHANGES for found in writer.prev.embedded_regular_signatures):
        raise Refused(_("The last signature closed this file: nothing more can be signed in it."))
    if order.field in signed:
        raise ChainBroken(_("The field %(field)s of this file is already signed.") % {"field": order.field})


def _add_fields(writer: IncrementalPdfFileWriter, order: Order, boxes: dict[str, Box]) -> None:
    """All fields of the chain are added before the first signature: later none may be."""
    present = {name for name, _value, _reference in enumerate_sig_fields(writer.prev)}
    last = order.required[-1].field
    for entry in order.required:
        if entry.field not in present:
            box = boxes[entry.field]
            locks = entry.field == last and len(order.required) > 1
            append_signature_field(writer, _field(entry.field, box, locks))


def _field(name: str, box: Box, locks: bool) -> SigFieldSpec:
    return SigFieldSpec(
        name,
        on_page=box.page,
        box=(round(box.left), round(box.bottom), round(box.right), round(box.top)),
        field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL) if locks else None,
        doc_mdp_update_value=MDPPerm.NO_CHANGES if locks else None,
    )


def _style(order: Order, at: datetime, box: Box) -> AbstractContextManager[StaticStampStyle | None]:
    width, height = box.right - box.left, box.top - box.bottom
    if width <= 0 or height <= 0:
        return nullcontext(None)
    return signature_style(order.signatory, at, width, height)


__all__: Sequence[str] = ["Level", "Order", "open_to_add", "seal", "sign_field", "translated"]
