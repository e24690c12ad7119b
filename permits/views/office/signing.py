"""The signing desk: one act, or a batch of which each is read or deliberately skipped."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from permits.office import signature
from permits.office.mine import Posts
from permits.office.signature import Card
from permits.views.office.entry import posts_of
from workflows import engine
from workflows.reasons import Refused

_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one act of a batch."""

    card: Card
    tone: str
    text: str
    reasons: tuple[str, ...] = ()


@never_cache
@require_safe
def signing_desk(request: HttpRequest) -> HttpResponse:
    """What awaits my signature, what I signed this month, by which delegation."""
    posts = posts_of(request)
    context = {
        "cards": signature.cards(signature.awaiting(posts)),
        "signed": signature.signed_this_month(posts),
        "delegations": signature.delegations(posts),
        "me": posts.user,
    }
    return render(request, "office/signing.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest) -> HttpResponse:
    """One confirmation for several acts; only those that are ticked as read are signed."""
    posts = posts_of(request)
    chosen = set((request.POST if request.method == "POST" else request.GET).getlist("case"))
    cases = [case for case in signature.awaiting(posts) if str(case.pk) in chosen]
    cards = signature.cards(cases)
    sent = request.POST.get("key", "")
    key = sent if _KEY.fullmatch(sent) else uuid.uuid4().hex
    if request.method != "POST":
        if not cards:
            return redirect("permits:signing_desk")
        return render(request, "office/batch.html", {"cards": cards, "key": key})
    read = set(request.POST.getlist("read"))
    problems = _problems(request, read)
    if problems:
        context = {"cards": cards, "key": key, "problems": problems, "read": read}
        return render(request, "office/batch.html", context, status=400)
    results = [_sign(posts, card, key) if str(card.case.pk) in read else _skipped(card) for card in cards]
    return render(request, "office/batch_done.html", {"results": results})


def _problems(request: HttpRequest, read: set[str]) -> list[str]:
    problems = []
    if not read:
        problems.append(_("Tick the acts that you have read; the others are skipped."))
    if request.POST.get("consent") != "on":
        problems.append(_("Tick the box that says that you sign."))
    return problems


def _sign(posts: Posts, card: Card, key: str) -> Result:
    """One act of the batch, through the one door."""
    try:
        engine.perform(
            card.case.pk, signature.BEGIN, posts.user, key=f"batch:{key}:{card.case.pk}", consent=True
        )
    except Refused as refused:
        return Result(card, "bad", _("not signed"), tuple(reason.text for reason in refused.reasons))
    return Result(card, "good", _("your signature is being applied"))


def _skipped(card: Card) -> Result:
    return Result(card, "warn", _("skipped"))
