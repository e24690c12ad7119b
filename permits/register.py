"""The register of final hashes: what only it can say of a file, its present status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permits.lifecycle import PermitState
from permits.models import Paper, PaperStatus, Permit, RegisteredFile

#: What a reader of a paper is told of the permit, and whether the paper may be relied on.
STATUS_OF = {
    PermitState.AWAITING_PAYMENT: ("not_delivered", True, gettext_lazy("granted, not delivered yet")),
    PermitState.AWAITING_DELIVERY: ("not_delivered", True, gettext_lazy("granted, not delivered yet")),
    PermitState.IN_FORCE: ("valid", True, gettext_lazy("valid")),
    PermitState.SUSPENDED: ("suspended", False, gettext_lazy("suspended")),
    PermitState.AMENDED: ("amended", False, gettext_lazy("replaced by an amended permit")),
    PermitState.LAPSED: ("lapsed", False, gettext_lazy("lapsed")),
    PermitState.REVOKED: ("revoked", False, gettext_lazy("revoked")),
    PermitState.ANNULLED: ("annulled", False, gettext_lazy("annulled by a judge")),
}


def status_of(sha256: str) -> Mapping[str, Any] | None:
    """What the register says of the file with this hash; None when it does not know it."""
    file = RegisteredFile.objects.select_related("paper", "case").filter(sha256=sha256).first()
    if file is None:
        return None
    return {"label": file.label, "reference": file.case.reference, **_status(file)}


def status_of_paper(paper: Paper) -> Mapping[str, Any]:
    """The present status of a paper."""
    code, valid, text = _of(paper)
    return {"status": code, "valid": valid, "sentence": text}


def _status(file: RegisteredFile) -> Mapping[str, Any]:
    if file.paper is not None:
        return status_of_paper(file.paper)
    permit = Permit.objects.filter(case=file.case).first()
    code, valid, text = _of_permit(permit) if permit else ("valid", True, _("valid"))
    return {"status": code, "valid": valid, "sentence": text}


def _of(paper: Paper) -> tuple[str, bool, str]:
    if paper.status != PaperStatus.VALID:
        return str(paper.status), False, str(PaperStatus(paper.status).label)
    permit = Permit.objects.filter(case=paper.case).first()
    if permit is not None and (paper.decision_id or paper.name == "silence_attestation"):
        return _of_permit(permit)
    return "valid", True, _("valid")


def _of_permit(permit: Permit) -> tuple[str, bool, str]:
    code, valid, text = STATUS_OF[PermitState(permit.state)]
    return code, valid, str(text)
