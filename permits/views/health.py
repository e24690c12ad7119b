"""Whether the services behind the pages answer: for supervisors and load balancers."""

from __future__ import annotations

import logging

import urllib3
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)
SECONDS = 3.0  # a service that takes longer is not well


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database and the object storage answer, else 503. Says which, and nothing else."""
    answers = {"database": database_answers(), "storage": storage_answers()}
    well = all(answers.values())
    return JsonResponse({"ok": well, **answers}, status=200 if well else 503)


def database_answers() -> bool:
    """One question to the database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        log.exception("the database does not answer")
        return False
    return True


def storage_answers() -> bool:
    """One unsigned question to the storage: any answer but a failure of its own will do."""
    pool = urllib3.PoolManager(timeout=SECONDS, retries=False)
    try:
        return pool.request("GET", settings.S3_ENDPOINT).status < 500
    except urllib3.exceptions.HTTPError as error:
        log.warning("the object storage does not answer: %s", error)
        return False
