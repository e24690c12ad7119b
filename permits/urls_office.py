"""The addresses of the pages of officials."""

from __future__ import annotations

from django.urls import path

from permits.views.office.acting import act
from permits.views.office.casepage import act_paper, case_page
from permits.views.office.signing import batch, signing_desk
from permits.views.office.sittings import sitting_page, sittings
from permits.views.office.worklist import seat_inbox, worklist

urlpatterns = [
    path("bureau/", worklist, name="office_cases"),
    path("bureau/avis/", seat_inbox, name="office_inbox"),
    path("bureau/seances/", sittings, name="office_sittings"),
    path("bureau/seances/<int:pk>/", sitting_page, name="office_sitting"),
    path("bureau/dossiers/<int:pk>/", case_page, name="office_case"),
    path("bureau/dossiers/<int:pk>/acte", act_paper, name="office_act_paper"),
    path("bureau/dossiers/<int:pk>/<slug:action>/", act, name="office_act"),
    path("signature/", signing_desk, name="signing_desk"),
    path("signature/lot/", batch, name="signing_batch"),
]
