"""The verdict on a file. A verdict is a value; nothing here raises."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from signatures.identity import Identity


class Reason(StrEnum):
    """Why a file or a signature is not accepted. The codes are stable: other programs read them."""

    NOT_A_PDF = "not_a_pdf"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    UNSIGNED = "unsigned"
    INCOMPLETE = "incomplete"
    WRONG_SIGNATORY = "wrong_signatory"
    BAD_ACT = "bad_act"
    ALTERED = "altered"
    BROKEN = "broken"
    MODIFIED_AFTER = "modified_after"
    TRAILING = "trailing"
    TIMESTAMP = "timestamp"
    UNKNOWN_ROOT = "unknown_root"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    NO_PROOF = "no_proof"
    UNTRUSTED = "untrusted"


# The exit code 2 of the command: the file cannot even be read.
UNREADABLE = frozenset({Reason.NOT_A_PDF, Reason.DAMAGED, Reason.ENCRYPTED})

SENTENCES = {
    Reason.NOT_A_PDF: _("This is not a PDF file."),
    Reason.DAMAGED: _("The file is damaged and cannot be read: ask for it again where it came from."),
    Reason.ENCRYPTED: _("The file is protected by encryption and cannot be checked."),
    Reason.UNSIGNED: _("The file carries no electronic signature."),
    Reason.INCOMPLETE: _(
        "The file is incomplete: the signature of %(function)s (%(office)s) is missing. "
        "It may be an earlier version, or one that was cut back."
    ),
    Reason.WRONG_SIGNATORY: _(
        "The signature in the place of %(function)s (%(office)s) was made by another function or office."
    ),
    Reason.BAD_ACT: _("The data of the act attached to the file cannot be read."),
    Reason.ALTERED: _("The content was altered after signature: the signed bytes are no longer the same."),
    Reason.BROKEN: _("The signature itself is damaged or was not made with the certificate it shows."),
    Reason.MODIFIED_AFTER: _("Something was added or changed in the file after this signature."),
    Reason.TRAILING: _("Bytes were added after the end of the document."),
    Reason.TIMESTAMP: _("A time stamp in the file is damaged or cannot be believed."),
    Reason.UNKNOWN_ROOT: _("The certificate comes from an authority that is not believed here."),
    Reason.REVOKED: _("The certificate was revoked, and nothing proves that the signature was made before."),
    Reason.EXPIRED: _("The certificate has ended, and nothing proves that the signature was made before."),
    Reason.NOT_YET_VALID: _("The certificate was not valid yet at the time of the signature."),
    Reason.NO_PROOF: _("Nothing at hand proves that the certificate was not revoked."),
    Reason.UNTRUSTED: _("The certificate cannot be believed: %(detail)s."),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One reason, and where it applies: a field, or the file as a whole (empty)."""

    reason: Reason
    field: str = ""
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return str(SENTENCES[self.reason]) % self.params


@dataclass(frozen=True, kw_only=True, slots=True)
class SignatureVerdict:
    """One signature."""

    field: str
    signer: str  # the subject's common name
    identity: Identity | None  # function and office, if the certificate is known to stand for one
    intact: bool  # the signed bytes are those in the file
    trusted: bool  # the certificate leads to a root believed here, and was valid and not revoked
    modified_after: bool
    level: str  # B-B, B-T, B-LT or B-LTA
    stamped_at: datetime | None  # by the time stamp authority
    claimed_at: datetime | None  # by the signer's own clock
    demonstration: bool
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


@dataclass(frozen=True, kw_only=True, slots=True)
class RequiredVerdict:
    """One signature that the act says it must carry."""

    function: str
    office: str
    field: str
    present: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What the file alone proves. ``complete`` is None when the file does not say what it must carry."""

    sha256: str
    size: int  # bytes
    signatures: tuple[SignatureVerdict, ...] = ()
    required: tuple[RequiredVerdict, ...] = ()
    complete: bool | None = None
    act: Mapping[str, object] | None = None  # the attached data, as signed
    file_problems: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them: the file's first, then each signature's."""
        return self.file_problems + tuple(entry for one in self.signatures for entry in one.problems)

    @property
    def ok(self) -> bool:
        """Signed, intact, trusted and complete."""
        return bool(self.signatures) and not self.problems

    @property
    def readable(self) -> bool:
        return not any(entry.reason in UNREADABLE for entry in self.file_problems)

    @property
    def demonstration(self) -> bool:
        """Some signature comes from a demonstration authority: the file has no legal value."""
        return any(entry.demonstration for entry in self.signatures)
