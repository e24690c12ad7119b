"""Verification by anybody: a code says what a paper is worth today, a file says whether it proves itself."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from permits.checking import Checked, check_file, described
from permits.codes import typed_code
from permits.models import Paper

MOST_BYTES = 400 * 1024 * 1024
FORM_BYTES = 64 * 1024  # what a form adds around its file


@login_not_required
@csrf_exempt  # nothing is kept and nobody is signed in: the body may be refused by its size before it is read
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Type a code, or drop a file."""
    typed = request.GET.get("code", "")
    if code := typed_code(typed):
        return redirect("permits:verify", code=code)
    context: dict[str, Any] = {"typed": typed[:100], "not_a_code": bool(typed.strip())}
    return _answer(request, "public/find.html", context, None)


@login_not_required
@csrf_exempt  # as above
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify_paper(request: HttpRequest, code: str) -> HttpResponse:
    """What the paper with this code is, its present status, and whether a file is that paper."""
    papers = Paper.objects.select_related("case__procedure", "case__commune", "version", "decision")
    found = papers.filter(code=typed_code(code) or "").first()
    if found is None:
        return render(request, "public/no_paper.html", {"typed": code[:100]}, status=404)
    return _answer(request, "public/verify.html", {"paper": described(found)}, found)


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any], paper: Paper | None
) -> HttpResponse:
    """The page, with the verdict on a file if one was sent; 413 too large, 400 none came."""
    if request.method != "POST":
        return render(request, template, context)
    if _announced(request) > MOST_BYTES + FORM_BYTES:
        problem = _("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1024 // 1024}
        return render(request, template, {**context, "problem": problem}, status=413)
    checked, problem = _check(request, paper)
    return render(
        request, template, {**context, "checked": checked, "problem": problem}, status=400 if problem else 200
    )


def _announced(request: HttpRequest) -> int:
    """The size of the body as announced; the server reads no more than that."""
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0


def _check(request: HttpRequest, paper: Paper | None) -> tuple[Checked | None, str]:
    """The verdict on the file sent, or what is wrong with the request. The file lies on disk, then goes."""
    request.upload_handlers = [TemporaryFileUploadHandler(request)]
    try:
        sent = request.FILES.get("file")
    except UnreadablePostError:
        return None, _("The file did not arrive whole: send it again.")
    if not isinstance(sent, TemporaryUploadedFile):
        return None, _("Choose a file first.")
    if not sent.size:
        return None, _("The file is empty.")
    with sent:
        return check_file(sent.temporary_file_path(), sent.name or "", paper), ""
