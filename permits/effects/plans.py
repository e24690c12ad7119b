"""Plans of a granted permit are stamped « ne varietur » on every sheet and signed (art. 39)."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from documents import storage
from documents.models import DocumentVersion
from documents.uploads import store
from permits.models import Decision, PieceFile, RegisteredFile
from signatures.errors import Refused
from signatures.providers.api import Provider
from signatures.providers.registry import provider_for
from signatures.stamping import Stamp, stamp_and_sign
from signatures.timestamps import timestamper
from workflows.effects import effect


@effect("stamp_plans")
def stamp_plans(decision_id: int) -> None:
    """Stamp every plan that is not stamped yet; killed in the middle, the next run goes on."""
    decision = Decision.objects.select_related(
        "number", "case__procedure", "case__commune", "case__authority"
    ).get(pk=decision_id)
    rules = decision.case.rules
    names = [piece.name for piece in rules.pieces if piece.stamped] if rules else []
    files = PieceFile.objects.filter(
        application__case=decision.case,
        piece__in=names,
        current=True,
        stamped__isnull=True,
        version__format="pdf",
    ).select_related("version__document")
    for file in files:
        _stamp(decision, file)


def _stamp(decision: Decision, file: PieceFile) -> None:
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "plan.pdf", Path(folder) / "stamped.pdf"
        with source.open("wb") as stream:
            storage.copy_to(file.version.key, stream)
        try:
            result = stamp_and_sign(source, target, _mark(decision), _signer(decision), timestamper())
        except Refused as error:
            PieceFile.objects.filter(pk=file.pk).update(reason=f"not stamped: {error}"[:500])
            return
        stamped = store(
            document=file.version.document,
            path=target,
            file_name=f"ne-varietur-{file.version.file_name}"[:255],
            content_type="application/pdf",
            final=True,
            facts={"sheets": result.sheets, "repaired": result.repaired},
        )
    _register(decision, file, stamped)


def _mark(decision: Decision) -> Stamp:
    case = decision.case
    return Stamp(
        reference=decision.number.text if decision.number else str(case.reference),
        day=decision.signed_on or decision.drafted_on,
        office_fr=case.authority.name_fr,
        office_ar=case.authority.name_ar,
        url=f"{settings.PUBLIC_URL}/v/{decision.code}",
    )


def _signer(decision: Decision) -> Provider:
    return provider_for(decision.case.authority.code, decision.case.decider)


def _register(decision: Decision, file: PieceFile, stamped: DocumentVersion) -> None:
    RegisteredFile.objects.get_or_create(
        sha256=stamped.sha256,
        defaults={"case": decision.case, "version": stamped, "label": f"plan:{file.piece}"},
    )
    PieceFile.objects.filter(pk=file.pk).update(stamped=stamped)
