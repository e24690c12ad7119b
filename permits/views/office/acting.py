"""One act, one page: a form made from what the act is given, then the one door. No rule stands here."""

from __future__ import annotations

import hashlib
import re
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from documents.errors import DocumentError
from permits.forms.payloads import UPLOAD, ActForm
from permits.forms.refusals import tell
from permits.forms.scans import brought
from permits.forms.scene import Scene
from permits.office.asides import aside
from permits.office.words import procedure_of
from permits.views.office.entry import case_for, posts_of
from workflows import engine, journal
from workflows.models import Case
from workflows.reasons import Refused
from workflows.registry import Action, action_named

TEMPLATES = {"judge_piece": "office/judge_piece.html", "begin_signature": "office/sign.html"}
ELSEWHERE = {"signature": "permits:signing_desk", "avis": "permits:office_inbox"}
NOT_ANSWERS = ("csrfmiddlewaretoken", "key", "next")
_KEY = re.compile(r"[0-9a-f]{32}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Show the form of an act, or do the act. A repeated sending of the same page is harmless."""
    case, found = case_for(request, pk), action_named(action)
    if found is None or not found.roles:
        raise Http404
    scene = Scene(case, posts_of(request), request.GET.get("seat", ""))
    if request.method != "POST":
        return _ask(request, scene, found)
    key = _key(request)
    if journal.seen(case.pk, _engine_key(request, key)) is not None:
        return _back(request, case, found)
    if "add" in request.POST or "preview" in request.POST:
        form = ActForm(found, scene, request.POST, checked=False)
        return _page(request, scene, form, key, preview="preview" in request.POST)
    form = ActForm(found, scene, request.POST, request.FILES)
    if form.is_valid() and _done(scene, form, _engine_key(request, key)):
        messages.success(request, _("Done: %(act)s.") % {"act": found.label})
        return _back(request, case, found)
    return _page(request, scene, form, key, status=400)


def _ask(request: HttpRequest, scene: Scene, action: Action) -> HttpResponse:
    """The empty form; when the act cannot be done now, every reason instead."""
    case = scene.case
    available = {entry.action.name: entry for entry in engine.actions_for(case, scene.user)}
    entry = available.get(action.name)
    if entry is None:
        raise Http404
    if not entry.allowed:
        return render(request, "office/cannot.html", {"case": case, "entry": entry})
    return _page(request, scene, ActForm(action, scene), uuid.uuid4().hex)


def _done(scene: Scene, form: ActForm, key: str) -> bool:
    """Through the one door; a refusal is told with all its reasons."""
    payload = form.payload
    try:
        if UPLOAD in payload:
            payload[UPLOAD] = str(brought(scene, payload, payload[UPLOAD]).pk)
        engine.perform(scene.case.pk, form.action.name, scene.user, key=key, **form.dated, **payload)
    except DocumentError as problem:
        form.add_error(UPLOAD, str(problem))
        return False
    except Refused as refused:
        tell(form, refused.reasons)
        return False
    return True


def _page(
    request: HttpRequest, scene: Scene, form: ActForm, key: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "case": scene.case,
        "asked": procedure_of(scene.case),
        "action": form.action,
        "form": form,
        "key": key,
        "aside": aside(form.action.name, scene),
        "next": request.POST.get("next", request.GET.get("next", "")),
        **more,
    }
    return render(request, TEMPLATES.get(form.action.name, "office/act.html"), context, status=status)


def _engine_key(request: HttpRequest, key: str) -> str:
    """The same page sent twice with the same answers is one act; other answers are another act."""
    answers = sorted((name, request.POST.getlist(name)) for name in request.POST if name not in NOT_ANSWERS)
    return f"page:{key}:{hashlib.sha256(repr(answers).encode()).hexdigest()[:32]}"


def _key(request: HttpRequest) -> str:
    """The key that came with the page; a page without one gets its own."""
    sent = request.POST.get("key", "")
    return sent if _KEY.fullmatch(sent) else uuid.uuid4().hex


def _back(request: HttpRequest, case: Case, action: Action) -> HttpResponse:
    """To where the person came from: the next piece, the signing desk, or the page of the case."""
    if action.name == "judge_piece":
        return redirect("permits:office_act", case.pk, action.name)
    place = ELSEWHERE.get(request.POST.get("next", ""))
    return redirect(reverse(place) if place else reverse("permits:office_case", args=[case.pk]))
