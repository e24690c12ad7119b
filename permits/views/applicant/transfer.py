"""What the upload script asks: a ticket, addresses of later parts, and that the file be taken in."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from documents.errors import DocumentError, Unavailable
from documents.uploads import abort, sign_parts
from permits.uploads import begin_piece, complete_piece
from permits.views.applicant.mine import Mine, mine
from permits.views.applicant.pieces import may_come, rules_of, wanted
from workflows.procedures.grammar import PieceSpec, Procedure
from workflows.reasons import Reason, Refused

Body = dict[str, Any]
MOST = 64 * 1024  # bytes of a request: a thousand parts with their tags


class Unreadable(ValueError):
    """The request of the script is not what it should be."""


def told(view: Callable[[HttpRequest, int, str, Body], JsonResponse]) -> Callable[..., JsonResponse]:
    """JSON in, JSON out; what is refused is told in words: 422 mend it, 503 ask again later."""

    @wraps(view)
    def answer(request: HttpRequest, pk: int, piece: str) -> JsonResponse:
        try:
            return view(request, pk, piece, _body(request))
        except Refused as refused:
            return JsonResponse({"problem": str(refused), "codes": sorted(refused.codes)}, status=422)
        except Unavailable as error:
            return JsonResponse({"problem": str(error), "codes": [error.code]}, status=503)
        except DocumentError as error:
            return JsonResponse({"problem": str(error), "codes": [error.code]}, status=422)
        except Unreadable:
            text = _("The request could not be read. Load the page again.")
            return JsonResponse({"problem": text, "codes": ["unreadable"]}, status=400)

    return never_cache(require_POST(answer))


@told
def ticket(request: HttpRequest, pk: int, piece: str, body: Body) -> JsonResponse:
    """Where the browser sends one file."""
    own, _rules, _spec = _open(request, pk, piece)
    made = begin_piece(
        own.case,
        piece,
        by=own.user,
        file_name=_text(body, "name", 255),
        size=_number(body, "size"),
        declared_type=_text(body, "type", 100),
    )
    return JsonResponse(made.as_json())


@told
def parts(request: HttpRequest, pk: int, piece: str, body: Body) -> JsonResponse:
    """Addresses of more parts of a large file."""
    own, _rules, _spec = _open(request, pk, piece)
    found = sign_parts(upload_id=_uuid(body), by=own.user, first=_number(body, "first"))
    return JsonResponse({"part_urls": found})


@told
def complete(request: HttpRequest, pk: int, piece: str, body: Body) -> JsonResponse:
    """The bytes are there: look at them and hand the piece in. Asked twice, it is done once."""
    own, rules, spec = _open(request, pk, piece)
    complete_piece(
        own.case,
        piece,
        by=own.user,
        upload_id=_uuid(body),
        parts=_etags(body),
        replaces=_number(body, "replaces") if body.get("replaces") else None,
    )
    own.refresh()
    line = next(one for one in wanted(own, rules) if one.spec.name == spec.name)
    return JsonResponse({"html": render_to_string("applicant/_files.html", {"piece": line, "own": own})})


@told
def give_up(request: HttpRequest, pk: int, piece: str, body: Body) -> JsonResponse:
    """The person cancelled: what came is thrown away."""
    own, _rules, _spec = _open(request, pk, piece)
    abort(upload_id=_uuid(body), by=own.user)
    return JsonResponse({})


def _open(request: HttpRequest, pk: int, piece: str) -> tuple[Mine, Procedure, PieceSpec]:
    """The case and the piece, if files may come for it now."""
    own = mine(request, pk)
    rules, problem = rules_of(own)
    spec = rules.piece(piece) if rules else None
    if rules is None:
        raise Refused([Reason("no_procedure", problem)])
    if spec is None:
        raise Http404
    if not own.may_act:
        raise Refused(
            [Reason("not_yours", _("You follow this file: whoever acts for the applicant changes it."))]
        )
    if not may_come(own, spec):
        text = _("A main piece can be handed in only before deposit or when it is asked for.")
        raise Refused([Reason("not_now", text)])
    return own, rules, spec


def _body(request: HttpRequest) -> Body:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST:
        raise Unreadable
    try:
        body = json.loads(request.body)
    except ValueError as error:
        raise Unreadable from error
    if not isinstance(body, dict):
        raise Unreadable
    return body


def _text(body: Body, name: str, most: int) -> str:
    value = body.get(name, "")
    if not isinstance(value, str) or "\x00" in value:
        raise Unreadable
    return value[:most]


def _uuid(body: Body) -> UUID:
    try:
        return UUID(_text(body, "upload", 64))
    except ValueError as error:
        raise Unreadable from error


def _number(body: Body, name: str) -> int:
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
        raise Unreadable
    return value


def _etags(body: Body) -> list[tuple[int, str]] | None:
    """Number and tag of each part; none for a file sent whole."""
    sent = body.get("parts")
    if sent is None:
        return None
    if not isinstance(sent, list):
        raise Unreadable
    found = []
    for entry in sent:
        if not (
            isinstance(entry, list)
            and len(entry) == 2
            and isinstance(entry[0], int)
            and isinstance(entry[1], str)
        ):
            raise Unreadable
        found.append((entry[0], entry[1]))
    return found
