"""Who may open these pages, and how a case is found for its page."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from accounts.models import User
from permits.office.mine import Posts, posts_today
from workflows.models import Case

NEEDED = ("procedure", "commune", "authority", "application")


def posts_of(request: HttpRequest) -> Posts:
    """The posts of who asks; 404 to whoever holds none today."""
    assert isinstance(request.user, User)  # signing in is asked of every page
    posts = posts_today(request.user)
    if not posts.held:
        raise Http404
    return posts


def case_for(request: HttpRequest, pk: int) -> Case:
    """The case, for whoever a post opens it; strangers learn nothing."""
    found = posts_of(request).cases().select_related(*NEEDED).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
