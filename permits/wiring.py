"""Tells the engine and the verifier who knows the dossier and the register."""

from __future__ import annotations

from permits.dossier import dossier_of
from permits.guards import PERMIT
from permits.parties import ways_of_people
from permits.register import status_of
from signatures.verification import register_status_provider
from workflows.facts import provide_dossier
from workflows.guards import watch
from workflows.ways import provide_expected_ways

provide_dossier(dossier_of)
provide_expected_ways(ways_of_people)
register_status_provider(status_of)
watch(PERMIT)
