"""Documents and signing sessions belong to cases too: their admin is narrowed to the cases seen.

The apps below do not know cases; here they are registered again with what this one knows.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest

from documents.admin import DocumentAdmin, DocumentVersionAdmin, UploadAdmin
from documents.models import Document, DocumentVersion, Upload
from permits.models import Decision, Paper, Party, PieceFile, RegisteredFile
from signatures.admin import SigningSessionAdmin
from signatures.models import SigningSession
from workflows.admin.seen import cases_seen

#: Which rows tie a document to a case: model, path to the document, path to the case.
TIES: tuple[tuple[Any, str, str], ...] = (
    (PieceFile, "version__document", "application__case"),
    (PieceFile, "stamped__document", "application__case"),
    (Paper, "version__document", "case"),
    (RegisteredFile, "version__document", "case"),
    (Decision, "unsigned__document", "case"),
    (Party, "mandate", "application__case"),
)


def of_hidden_cases(request: HttpRequest, document: str) -> Q:
    """Rows whose document, at the end of that path, belongs to a case that this person does not see."""
    seen = cases_seen(request).values("pk")
    hidden = Q()
    for model, to_document, to_case in TIES:
        rows = model.objects.filter(**{to_document: OuterRef(document)})
        hidden |= Q(Exists(rows.exclude(**{f"{to_case}__in": seen})))
    return hidden


class Narrowed:
    """An admin that leaves out what belongs to cases not seen; ``document_path`` leads to the document."""

    document_path = "document"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """What belongs to no case yet, or to a case seen."""
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]  # mixed into an admin class
        return rows.exclude(of_hidden_cases(request, self.document_path))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """One of them, else 404."""
        found = super().get_object(request, object_id, from_field)  # type: ignore[misc]  # as above
        if found is None:
            raise Http404
        return found


class DocumentOfCaseAdmin(Narrowed, DocumentAdmin):
    document_path = "pk"


class VersionOfCaseAdmin(Narrowed, DocumentVersionAdmin):
    pass


class UploadOfCaseAdmin(Narrowed, UploadAdmin):
    pass


class SessionOfCaseAdmin(Narrowed, SigningSessionAdmin):
    document_path = "source__document"


admin.site.unregister([Document, DocumentVersion, Upload, SigningSession])
admin.site.register(Document, DocumentOfCaseAdmin)
admin.site.register(DocumentVersion, VersionOfCaseAdmin)
admin.site.register(Upload, UploadOfCaseAdmin)
admin.site.register(SigningSession, SessionOfCaseAdmin)
