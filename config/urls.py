"""The addresses of the whole project."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from permits.views.language import switch_language

urlpatterns = [
    # One door for everybody: the admin has no sign-in of its own, without a second factor.
    path(
        "admin/login/",
        login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True)),
    ),
    path("admin/", admin.site.urls),
    path("i18n/setlang/", switch_language, name="set_language"),
    path("compte/", include("allauth.urls")),
    path("", include("permits.urls")),
]
