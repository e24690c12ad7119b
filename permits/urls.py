"""The addresses of the domain: public pages, downloads, health."""

from __future__ import annotations

from django.urls import include, path

from permits.views.delays import delays
from permits.views.downloads import paper, piece, stamped_piece
from permits.views.following import follow
from permits.views.health import healthz
from permits.views.home import accessibility, help_page, home
from permits.views.procedures import procedure, procedures
from permits.views.publicregister import choose_register, register
from permits.views.tracking import tracking
from permits.views.verifying import find, verify_paper

app_name = "permits"

urlpatterns = [
    path("", include("permits.urls_applicant")),
    path("", home, name="home"),
    path("aide/", help_page, name="help"),
    path("accessibilite/", accessibility, name="accessibility"),
    path("healthz", healthz, name="healthz"),
    path("v/", find, name="find"),
    path("v/<str:code>", verify_paper, name="verify"),
    path("demarches/", procedures, name="procedures"),
    path("demarches/<slug:country>/<slug:kind>/", procedure, name="procedure"),
    path("registre/", choose_register, name="registers"),
    path("registre/<slug:code>/", register, name="register"),
    path("delais/", delays, name="delays"),
    path("suivi/", tracking, name="tracking"),
    path("suivi/<str:code>", follow, name="follow"),
    path("", include("permits.urls_office")),
    path("papers/<uuid:version>", paper, name="paper"),
    path("pieces/<int:file>", piece, name="piece"),
    path("pieces/<int:file>/stamped", stamped_piece, name="stamped_piece"),
]
