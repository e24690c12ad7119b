"""Downloads: only for who sees the case; the bytes come from the storage, by an address that soon ends."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from documents.delivery import download_url
from documents.errors import DocumentError
from documents.models import DocumentVersion
from permits.models import Paper, PieceFile
from workflows.legaltime import today
from workflows.models import Case


@never_cache
@require_safe
def paper(request: HttpRequest, version: UUID) -> HttpResponse:
    """A paper, by the version of its file."""
    rows = Paper.objects.filter(case__in=_seen(request)).select_related("version")
    return _deliver(request, get_object_or_404(rows, version_id=version).version)


@never_cache
@require_safe
def piece(request: HttpRequest, file: int) -> HttpResponse:
    """A piece as it was handed in."""
    return _deliver(request, _piece(request, file).version)


@never_cache
@require_safe
def stamped_piece(request: HttpRequest, file: int) -> HttpResponse:
    """The « ne varietur » copy of a piece."""
    found = _piece(request, file)
    if found.stamped is None:
        raise Http404
    return _deliver(request, found.stamped)


def _piece(request: HttpRequest, file: int) -> PieceFile:
    rows = PieceFile.objects.filter(application__case__in=_seen(request))
    return get_object_or_404(rows.select_related("version", "stamped"), pk=file)


def _seen(request: HttpRequest) -> QuerySet[Case]:
    if not isinstance(request.user, User):
        return Case.objects.none()
    return Case.objects.visible_to(request.user, today())


def _deliver(request: HttpRequest, version: DocumentVersion) -> HttpResponse:
    try:
        return HttpResponseRedirect(download_url(version))
    except DocumentError as error:
        return render(request, "public/withheld.html", {"reason": str(error)}, status=403)
