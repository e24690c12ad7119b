"""The addresses of one's own cases."""

from __future__ import annotations

from django.urls import path

from permits.views.applicant.about import about
from permits.views.applicant.acts import do
from permits.views.applicant.amendments import amendments
from permits.views.applicant.cases import my_cases
from permits.views.applicant.deposit import check, receipt
from permits.views.applicant.facts import ask_classification, facts
from permits.views.applicant.hub import my_case
from permits.views.applicant.land import land
from permits.views.applicant.new import new_case
from permits.views.applicant.people import people
from permits.views.applicant.pieces import pieces
from permits.views.applicant.reserves import reserve
from permits.views.applicant.transfer import complete, give_up, parts, ticket

HERE = "mes-dossiers/"
ONE = HERE + "<int:pk>/"
PIECE = ONE + "pieces/<str:piece>/"

urlpatterns = [
    path(HERE, my_cases, name="my_cases"),
    path(HERE + "nouveau/", new_case, name="new_case"),
    path(ONE, my_case, name="my_case"),
    path(ONE + "objet/", about, name="my_about"),
    path(ONE + "projet/", facts, name="my_facts"),
    path(ONE + "classement/", ask_classification, name="my_classification"),
    path(ONE + "terrain/", land, name="my_land"),
    path(ONE + "personnes/", people, name="my_people"),
    path(ONE + "pieces/", pieces, name="my_pieces"),
    path(PIECE + "ticket", ticket, name="my_ticket"),
    path(PIECE + "parts", parts, name="my_parts"),
    path(PIECE + "complete", complete, name="my_complete"),
    path(PIECE + "abort", give_up, name="my_abort"),
    path(ONE + "depot/", check, name="my_check"),
    path(ONE + "recepisse/", receipt, name="my_receipt"),
    path(ONE + "modifications/", amendments, name="my_amendments"),
    path(ONE + "reserves/<int:row>/", reserve, name="my_reserve"),
    path(ONE + "actes/<slug:name>/", do, name="my_act"),
]
